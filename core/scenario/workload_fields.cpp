// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/scenario/field_tables.h"

namespace headroom {

namespace {

using field_access::bound;

std::array<Field, 3> sizeFields() {
    return {
        bound<&Scenario::workload, &Workload::context>({
            .id = "workload.context_tokens",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Context length",
            .unit = "tokens",
            .minimum = 256,
            .maximum = 10'485'760,
            .step = 1024,
            .help = "The longest conversation, prompt and answers together. The KV cache grows "
                    "in proportion to it; a page of English is about 700 tokens.",
            .defaultReason = "Enough for a long chat or a dozen pages of text.",
        }),
        bound<&Scenario::workload, &Workload::concurrentUsers>({
            .id = "workload.concurrent_users",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Concurrent users",
            .unit = "slots",
            .minimum = 1,
            .maximum = 10'000,
            .help = "Requests in flight at the same moment when it is busiest, not the number of "
                    "people with an account. Every one of them needs its share of the KV cache.",
            .defaultReason = "One person trying things out.",
        }),
        bound<&Scenario::workload, &Workload::cachePlan>({
            .id = "workload.cache_plan",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Choice,
            .label = "Cache sharing",
            .help = "One pool holds one full-length conversation and everybody's usual prompt and "
                    "answer; full context for everybody holds the worst case at all times.",
            .defaultReason = "Conversations rarely reach their limit together, and engines share "
                             "the cache by default.",
        }),
    };
}

std::array<Field, 4> trafficFields() {
    return {
        bound<&Scenario::workload, &Workload::requestsPerDay>({
            .id = "workload.requests_per_day",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "Requests",
            .unit = "per day",
            .minimum = 0,
            .maximum = 1e9,
            .step = 10,
            .help = "Prompts sent on an active day. Together with prompt and answer length they "
                    "are what an API would bill and what a machine has to keep up with.",
            .defaultReason = "A handful of people in a pilot.",
        }),
        bound<&Scenario::workload, &Workload::prompt>({
            .id = "workload.prompt_tokens",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Prompt",
            .unit = "tokens",
            .minimum = 1,
            .maximum = 10'485'760,
            .step = 100,
            .help = "Tokens that a usual request sends: instructions, history and retrieved text. "
                    "Reading them takes compute and decides the wait for the first token.",
            .defaultReason = "Instructions, a few turns of history and a question.",
        }),
        bound<&Scenario::workload, &Workload::answer>({
            .id = "workload.answer_tokens",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Integer,
            .label = "Answer",
            .unit = "tokens",
            .minimum = 1,
            .maximum = 1'048'576,
            .step = 50,
            .help = "Tokens that a usual answer has, hidden reasoning included. They are written "
                    "one after the other, limited by memory bandwidth.",
            .defaultReason = "About 300 words.",
        }),
        bound<&Scenario::workload, &Workload::cachedPromptShare>({
            .id = "workload.cached_prompt_share",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Percent,
            .label = "Prompt already cached",
            .unit = "%",
            .minimum = 0,
            .maximum = 1,
            .step = 0.05,
            .help = "Share of the prompt tokens found in the prefix cache, such as a fixed system "
                    "prompt. They need no computing, and many APIs charge less for them.",
            .defaultReason = "The cautious case: nothing is reused.",
        }),
    };
}

std::array<Field, 4> patternFields() {
    return {
        bound<&Scenario::workload, &Workload::peakHourShare>({
            .id = "workload.peak_hour_share",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Percent,
            .label = "Peak hour share",
            .unit = "%",
            .minimum = 1.0 / 24,
            .maximum = 1,
            .step = 0.01,
            .help = "Share of the day's requests that arrive in its busiest hour. Capacity must "
                    "cover this hour; the rest of the day it stands idle. Evenly spread is 4.2 %.",
            .defaultReason = "A common planning figure for office hours.",
        }),
        bound<&Scenario::workload, &Workload::activeDaysPerMonth>({
            .id = "workload.active_days_per_month",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "Active days",
            .unit = "a month",
            .minimum = 0.1,
            .maximum = 31,
            .step = 1,
            .help = "Days on which requests arrive: 30.4 for a service that never closes, about "
                    "21 for an office.",
            .defaultReason = "Every day of the year, 365 / 12.",
        }),
        bound<&Scenario::workload, &Workload::speedFactor>({
            .id = "workload.speed_factor",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "Speed reached",
            .unit = "x",
            .minimum = 0.05,
            .maximum = 20,
            .step = 0.05,
            .help = "Multiplies the requests that a machine can serve when machines are counted "
                    "and powered: 0.8 if yours turned out a fifth slower than estimated. The "
                    "speeds shown stay as estimated.",
            .defaultReason = "The estimate as it stands.",
        }),
        bound<&Scenario::workload, &Workload::monthlyGrowth>({
            .id = "workload.monthly_growth",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Percent,
            .label = "Growth",
            .unit = "% a month",
            .minimum = -0.5,
            .maximum = 0.5,
            .step = 0.01,
            .help = "How much more is asked each month than in the month before. It compounds: "
                    "5 % a month is 80 % a year.",
            .defaultReason = "No growth is assumed that nobody has measured.",
        }),
    };
}

std::array<Field, 2> targetFields() {
    return {
        bound<&Scenario::workload, &Workload::firstTokenWithin>({
            .id = "workload.first_token_within_s",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "First token within",
            .unit = "s",
            .minimum = 0.05,
            .maximum = 3600,
            .step = 0.5,
            .help = "Longest acceptable wait before an answer starts when the house is full. "
                    "People notice one second and leave after ten. Empty sets no limit.",
            .defaultReason = "No limit: slow options are shown, not excluded.",
        }),
        bound<&Scenario::workload, &Workload::minimumSpeed>({
            .id = "workload.minimum_speed_tokens_per_second",
            .group = FieldGroup::Workload,
            .kind = FieldKind::Number,
            .label = "At least",
            .unit = "tok/s a user",
            .minimum = 0.1,
            .maximum = 10'000,
            .step = 1,
            .help = "Slowest acceptable writing speed for each user while everybody is busy. "
                    "People read at about 5 to 10 tokens a second. Empty sets no limit.",
            .defaultReason = "No limit: slow options are shown, not excluded.",
        }),
    };
}

}  // namespace

std::span<const Field> workloadFields() {
    static const std::vector<Field> table =
        joined({sizeFields(), trafficFields(), patternFields(), targetFields()});
    return table;
}

}  // namespace headroom
