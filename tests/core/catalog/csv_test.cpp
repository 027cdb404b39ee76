// SPDX-FileCopyrightText: The Headroom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdexcept>

#include "core/catalog/row.h"
#include "tests/support/catch.h"

namespace headroom {

using Catch::Matchers::Contains;

TEST_CASE("CSV fields may hold commas, quotes and line breaks", "[catalog][csv]") {
    const auto rows = parseCsv("id,notes\na,\"one, \"\"two\"\"\nthree\"\nb,plain\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text("notes") == "one, \"two\"\nthree");
    CHECK(rows[1].text("id") == "b");
}

TEST_CASE("CSV accepts a byte-order mark, CRLF and a missing last line end", "[catalog][csv]") {
    const auto rows = parseCsv("\xEF\xBB\xBFid,name\r\n1,x\r\n2,y");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text("id") == "1");
    CHECK(rows[0].text("name") == "x");
    CHECK(rows[1].text("name") == "y");
}

TEST_CASE("Empty CSV fields are unknown, not empty text", "[catalog][csv]") {
    const auto rows = parseCsv("id,price,notes\na,,\nb\n");
    REQUIRE(rows.size() == 2);
    CHECK_FALSE(rows[0].has("price"));
    CHECK_FALSE(rows[0].has("notes"));
    CHECK_FALSE(rows[1].has("price"));
    CHECK(rows[0].text("price").empty());
}

TEST_CASE("The CSV header keeps its order", "[catalog][csv]") {
    CHECK(csvHeader("b,a,\"c,d\"\n1,2,3\n") == std::vector<std::string>{"b", "a", "c,d"});
    CHECK(csvHeader("").empty());
    CHECK(parseCsv("").empty());
    CHECK(parseCsv("id,name\n").empty());
    CHECK(parseCsv("id\n\n\n").empty());
}

TEST_CASE("Malformed CSV is refused by line", "[catalog][csv]") {
    CHECK_THROWS_WITH(parseCsv("id,name\na,b\nc,\"never closed\n"),
                      Contains("line 3") && Contains("never closed"));
    CHECK_THROWS_WITH(parseCsv("id,name\na,b,c\n"),
                      Contains("line 2") && Contains("3 fields") && Contains("2 columns"));
    CHECK_THROWS_AS(parseCsv("id\n\"a\"b\n"), std::invalid_argument);
    // Lines inside quotes count.
    CHECK_THROWS_WITH(parseCsv("id\n\"two\nlines\"\nx,y\n"), Contains("line 4"));
}

TEST_CASE("Every prefix of a CSV file parses or is refused", "[catalog][csv]") {
    const std::string text = "id,notes\r\na,\"x \"\"y\"\", z\"\r\nb,\"\n\"\r\n";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        CAPTURE(length);
        try {
            const std::size_t rows = parseCsv(text.substr(0, length)).size();
            CHECK(rows <= 2);
        } catch (const std::invalid_argument& error) {
            CHECK_THAT(error.what(), Contains("line"));
        }
    }
}

TEST_CASE("Numbers in rows are read whole and in the C locale", "[catalog][row]") {
    Row row;
    row.set("plain", "12.5");
    row.set("exponent", "5.6e-05");
    row.set("comma", "12,5");
    row.set("trailing", "12 GB");
    row.set("junk", "(clear)");
    row.set("nan", "nan");
    row.set("huge", "1e999");
    CHECK(row.number("plain") == 12.5);
    CHECK(row.number("exponent") == 5.6e-5);
    for (const char* column : {"comma", "trailing", "junk", "nan", "huge", "missing"}) {
        CAPTURE(column);
        CHECK_FALSE(row.number(column).has_value());
    }
}

TEST_CASE("Whole numbers and flags of rows fall back when they are none", "[catalog][row]") {
    Row row;
    row.set("whole", "8");
    row.set("fraction", "8.5");
    row.set("huge", "1e300");
    row.set("yes", "1");
    row.set("no", "0");
    row.set("word", "true");
    CHECK(row.integer("whole") == 8);
    CHECK(row.integer("fraction", -1) == -1);
    CHECK(row.integer("huge", -1) == -1);
    CHECK(row.integer("missing", 7) == 7);
    CHECK(row.flag("yes") == true);
    CHECK(row.flag("no") == false);
    CHECK_FALSE(row.flag("word").has_value());
    CHECK_FALSE(row.flag("missing").has_value());
}

}  // namespace headroom
