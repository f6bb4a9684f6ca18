// Configuration for Allure 3, written beside allure-results by every run:
//   npx allure generate allure-results --config allurerc.mjs --output allure-report
//   npx allure quality-gate allure-results --config allurerc.mjs
// The categories are those of categories.json, which Allure 3 does not read.
const category = (name, status) => ({ name, matchers: { statuses: [status], message: new RegExp("^" + name) } });

export default {
  name: "Kvv.Conformance",
  categories: [
    category("Contract failure", "failed"),
    category("Benchmark below baseline", "failed"),
    category("Recommendation not followed", "failed"),
    category("Undecided", "broken"),
    category("Infrastructure", "broken"),
    category("Suite error", "broken"),
    category("Test did not run to its end", "broken"),
  ],
  plugins: {
    awesome: { options: { singleFile: true, groupBy: ["parentSuite", "suite", "subSuite"] } },
  },
  qualityGate: {
    rules: [
      // What decides the verdict: must rules, benchmarks, and recommendations where the run
      // requires them. Other recommendations have the severity minor or trivial.
      { id: "verdict", filter: test => test.labels.some(label => label.name === "severity" && label.value === "critical"), maxFailures: 0 },
      // An empty run is no success.
      { id: "something ran", minTestsCount: 1 },
    ],
  },
};
