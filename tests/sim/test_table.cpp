#include "sim/table.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;

namespace {

std::string message_of(const std::string& text) {
  try {
    Table::read({"t.csv", text});
  } catch (const UserError& error) {
    return error.what();
  }
  return "no error";
}

template <class Ask>
std::string message_from(const Ask& ask) {
  try {
    ask();
  } catch (const UserError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("a table gives its cells by row and column") {
  const Table table =
      Table::read({"t.csv",
                   "\xef\xbb\xbf# where it comes from\n"
                   "region,share, note\r\n"
                   "\n"
                   "\"Siem Reap, north\", 0.25 ,\"he said \"\"no\"\"\"\n"
                   "Pailin,1e-3,\n"});
  REQUIRE(table.rows() == 2);
  CHECK(table.columns() == std::vector<std::string>{"region", "share", "note"});
  CHECK(table.text(0, "region") == "Siem Reap, north");
  CHECK(table.number(0, "share", 0, 1) == 0.25);
  CHECK(table.text(0, "note") == "he said \"no\"");
  CHECK(table.number(1, "share", 0, 1) == 0.001);
  CHECK(table.text(1, "note").empty());
  CHECK_FALSE(table.optional_number(1, "note", 0, 1).has_value());
  CHECK(table.has("note"));
  CHECK_FALSE(table.has("notes"));
}

TEST_CASE("a table's errors name file, line and what to do") {
  CHECK(message_of("a,b\n1,2\n\n# c\n1,2,3\n") ==
        "t.csv:5: the row has 3 cells, the header 2; a cell that holds a comma must "
        "stand "
        "in double quotes");
  CHECK(message_of("a,b,a\n") ==
        "t.csv:1: the header names column 'a' twice; each column needs a name of its "
        "own");
  CHECK(
      message_of("a,b\n1,\"2\n") ==
      "t.csv:2: a quote (\") is not closed, or text follows the closing quote; put the "
      "whole cell in quotes, on one line, and double a quote inside it");
  CHECK(message_of("a,b\n") ==
        "t.csv: the table has no rows; it needs a header row and at least one row of "
        "data");
  CHECK(message_of("") ==
        "t.csv: the table has no rows; it needs a header row and at least one row of "
        "data");
  CHECK(message_of(std::string("a,b\n1,\0", 7)) ==
        "t.csv:2: the file holds a zero byte, so it is no text; give a CSV table as "
        "plain "
        "UTF-8 text");
}

TEST_CASE("a cell that is not what it should be is refused with its line") {
  const Table table =
      Table::read({"t.csv", "a,b\n1,x\n3,nan\n,2013-02-30\n7,inf\n1 2,\x01\n"});
  CHECK(message_from([&] { table.number(0, "b", 0, 1); }) ==
        "t.csv:2: column 'b': 'x' is not a number");
  CHECK(message_from([&] { table.number(1, "b", 0, 1); }) ==
        "t.csv:3: column 'b': 'nan' is not a number");
  CHECK(message_from([&] { table.number(1, "a", 0, 2.5); }) ==
        "t.csv:3: column 'a': 3 is not in [0, 2.5]");
  CHECK(message_from([&] { table.number(2, "a", 0, 1); }) ==
        "t.csv:4: column 'a': '' is not a number");
  CHECK(message_from([&] { table.number(3, "b", 0, 1); }) ==
        "t.csv:5: column 'b': 'inf' is not a number");
  CHECK(message_from([&] { table.number(4, "b", 0, 1); }) ==
        "t.csv:6: column 'b': '?' is not a number");
  CHECK(message_from([&] { table.number(4, "a", 0, 1); }) ==
        "t.csv:6: column 'a': '1 2' is not a number");
  CHECK(message_from([&] { table.date(0, "b"); }) ==
        "t.csv:2: column 'b': 'x' is not a date; write it as YYYY-MM-DD");
  CHECK(message_from([&] { table.text(0, "c"); }) ==
        "t.csv:1: there is no column 'c'; the table has a, b");
  CHECK(message_from([&] {
          table.require({"a", "z"});
        }) == "t.csv:1: there is no column 'z'; the table needs a, z and has a, b");
}
