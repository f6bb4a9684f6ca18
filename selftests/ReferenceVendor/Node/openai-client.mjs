// The official OpenAI client talks to the reference endpoint. Prints one JSON object with what it saw.
import OpenAI from "openai";

const [baseURL, apiKey, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const ask = (text, more = {}) => ({ model, messages: [{ role: "user", content: text }], ...more });
const weather = {
  type: "function",
  function: { name: "get_weather", description: "Weather of a city.", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } },
};
const seen = {};

seen.models = (await client.models.list()).data.map((m) => m.id);

const whole = await client.chat.completions.create(ask("Reply with only the word OK."));
seen.whole = [whole.choices[0].message.content, whole.choices[0].finish_reason, whole.usage.total_tokens === whole.usage.prompt_tokens + whole.usage.completion_tokens];

let text = "";
let usage = null;
for await (const chunk of await client.chat.completions.create(ask("Count from 1 to 5.", { stream: true, stream_options: { include_usage: true } }))) {
  text += chunk.choices[0]?.delta?.content ?? "";
  usage = chunk.usage ?? usage;
}
seen.stream = [text, usage !== null];

const messages = [{ role: "user", content: "What is the weather in Oslo and Rome?" }];
const first = await client.chat.completions.create({ model, messages, tools: [weather] });
messages.push(first.choices[0].message);
for (const call of first.choices[0].message.tool_calls)
  messages.push({ role: "tool", tool_call_id: call.id, content: `sunny in ${JSON.parse(call.function.arguments).city}` });
const second = await client.chat.completions.create({ model, messages, tools: [weather] });
seen.tools = [first.choices[0].finish_reason, first.choices[0].message.tool_calls.length, second.choices[0].message.content];

const run = client.chat.completions.stream(ask("What is the weather in Oslo?", { tools: [weather] }));
const final = await run.finalChatCompletion();
seen.streamedTool = [final.choices[0].finish_reason, final.choices[0].message.tool_calls[0].function.name, final.choices[0].message.tool_calls[0].function.arguments];

const refused = async (action) => {
  try {
    await action();
    return "served";
  } catch (error) {
    return [error.constructor.name, error.status, error.param ?? null];
  }
};
seen.badParameter = await refused(() => client.chat.completions.create(ask("Hi.", { n: 2 })));
seen.badModel = await refused(() => client.chat.completions.create({ ...ask("Hi."), model: "nobody" }));
seen.badKey = await refused(() => new OpenAI({ baseURL, apiKey: "wrong", maxRetries: 0 }).models.list());

console.log(JSON.stringify(seen));
