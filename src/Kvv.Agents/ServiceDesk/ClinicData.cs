using System.Globalization;

namespace Kvv.Agents.ServiceDesk;

/// <summary>The rows of the clinic: patients, practitioners, three weeks of slots, bookings and referrals.</summary>
internal static class ClinicData
{
    private static readonly string[] Specialities = ["general", "dermatology", "cardiology", "orthopaedics"];
    private static readonly string[] Times = ["08:30", "09:15", "10:45", "13:00", "14:30", "16:00"];

    public static void Fill(DeskData data)
    {
        var patients = new List<string>();
        for (var n = 0; n < 26; n++)
        {
            patients.Add(data.Id("P", 6400 + n));
            data.Add("patients", patients[n], DeskData.Person(n + 30), DeskData.Day(-7000 - data.Below(20000)), string.Create(CultureInfo.InvariantCulture, $"+46 70 {100 + data.Below(900)} {10 + data.Below(90)} {10 + data.Below(90)}"));
        }

        var slots = new List<(string Id, string Speciality, int Day)>();
        for (var n = 0; n < 8; n++)
        {
            var practitioner = string.Create(CultureInfo.InvariantCulture, $"DR-{21 + n}");
            data.Add("practitioners", practitioner, $"Dr {DeskData.Person(n + 70).Split(' ')[1]}", Specialities[n / 2], string.Create(CultureInfo.InvariantCulture, $"{data.Below(3) + 1}.{data.Below(30) + 1:00}"));
            for (var day = -10; day < 19; day++)
            {
                // 2026-05-18 is a Monday; nobody works on week-ends, and cardiology is closed in the second week.
                if ((((day % 7) + 7) % 7) > 4 || (n / 2 == 2 && day is >= 7 and < 14))
                    continue;
                foreach (var time in Times.Where(_ => data.Below(3) == 0))
                {
                    var slot = data.Id("S", 2000 + slots.Count);
                    slots.Add((slot, Specialities[n / 2], day));
                    data.Add("slots", slot, practitioner, DeskData.Day(day), time, day < 0 ? "past" : "free");
                }
            }
        }

        var booking = 0;
        foreach (var patient in patients)
        {
            foreach (var speciality in Specialities)
            {
                if (data.Below(3) == 0)
                    Book(data, patient, data.Pick(slots.Where(s => s.Speciality == speciality && s.Day < 0).ToList()), "done", booking++, slots);
                if (data.Below(4) == 0)
                    Book(data, patient, data.Pick(slots.Where(s => s.Speciality == speciality && s.Day >= 0).ToList()), "booked", booking++, slots);
                if (speciality != "general" && data.Below(2) == 0)
                    data.Add("referrals", data.Id("R", 880 + booking + (patients.IndexOf(patient) * 40)), patient, speciality, DeskData.Day(data.Below(60) - 20), data.Below(4) == 0 ? "used" : "open");
            }
        }
    }

    private static void Book(DeskData data, string patient, (string Id, string Speciality, int Day) slot, string state, int number, List<(string Id, string Speciality, int Day)> slots)
    {
        slots.Remove(slot);
        data.Add("bookings", data.Id("B", 9100 + number), patient, slot.Id, "follow_up", null, state, 0);
        if (state == "booked")
            data.Run("UPDATE slots SET state = 'taken' WHERE id = $p0", slot.Id);
    }
}
