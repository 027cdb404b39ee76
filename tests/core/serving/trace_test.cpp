// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/serving/trace.h"

#include "core/units/format.h"

#include "tests/core/serving/serving_support.h"

using namespace headroom;
using namespace headroom::tests;

TEST_CASE("A trace is read from a table", "[serving]") {
    const TraceTable own =
        traceTable(parseCsv("arrival_s,prompt_tokens,answer_tokens\n100,500,20\n100.5,1200,300\n"));
    CHECK(own.findings.empty());
    REQUIRE(own.rows.size() == 2);
    CHECK(own.rows[0].arrival.value == 0);
    CHECK(own.rows[1].arrival.value == 0.5);
    CHECK(own.rows[1].prompt.value == 1200);
    CHECK(own.rows[1].answer.value == 300);

    // The header of BurstGPT_1.csv.
    const TraceTable burst =
        traceTable(parseCsv("Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
                            "5,ChatGPT,472,18,490,Conversation log\n"
                            "45,ChatGPT,1087,230,1317,Conversation log\n"));
    REQUIRE(burst.rows.size() == 2);
    CHECK(burst.rows[1].arrival.value == 40);
    CHECK(burst.rows[1].prompt.value == 1087);
    CHECK(burst.rows[1].answer.value == 230);
    CHECK(traceTable({}).rows.empty());
}

TEST_CASE("A trace with something else than numbers is refused", "[serving]") {
    const auto message = [](const char* text) {
        const TraceTable table = traceTable(parseCsv(text));
        REQUIRE(table.findings.size() == 1);
        CHECK(table.rows.empty());
        return table.findings.front().message;
    };
    CHECK(message("arrival_s,prompt_tokens,answer_tokens\n0,5,5\n1,five,5\n") ==
          "Trace row 2 has " + quotedText("five") + " as prompt_tokens.");
    CHECK(message("arrival_s,prompt_tokens\n0,5\n") == "Trace row 1 has nothing as answer_tokens.");
    CHECK(message("time,prompt\n0,5\n") == "Trace row 1 has nothing as arrival_s.");
}
