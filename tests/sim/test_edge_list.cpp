#include <zlib.h>

#include <vector>

#include "sim/edge_list.hpp"
#include "sim/errors.hpp"
#include "tests/catch.hpp"

using namespace newsdep::sim;

namespace {

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string zipped(text.size() + 1000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(zipped.data());
  stream.avail_out = static_cast<uInt>(zipped.size());
  deflate(&stream, Z_FINISH);
  zipped.resize(stream.total_out);
  deflateEnd(&stream);
  return zipped;
}

std::string message_of(const std::string& text) {
  try {
    read_edge_list({"g.txt", text}, 10, EdgeKind::undirected);
  } catch (const UserError& error) {
    return error.what();
  }
  return "no error";
}

std::vector<std::uint32_t> row(const Graph& graph, std::uint32_t i) {
  return {graph.of(i).begin(), graph.of(i).end()};
}

using Row = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("an edge list gives sorted rows, both ways, each edge once, no loops") {
  const Graph graph =
      read_edge_list({"g.txt", "# a graph\n% so too\n3 1\n1\t3\r\n\n  0 3 \n2 2\n3 1"},
                     5, EdgeKind::undirected);
  CHECK(graph.citizens() == 5);
  CHECK(graph.entries() == 4);
  CHECK(row(graph, 0) == Row{3});
  CHECK(row(graph, 1) == Row{3});
  CHECK(row(graph, 2) == Row{});
  CHECK(row(graph, 3) == Row{0, 1});
}

TEST_CASE("in a directed edge list the follower's row gets the followed one") {
  const Graph graph =
      read_edge_list({"g.txt", "3 1\n0 1\n1 0\n3 1\n"}, 4, EdgeKind::directed);
  CHECK(row(graph, 0) == Row{1});
  CHECK(row(graph, 1) == Row{0});
  CHECK(row(graph, 3) == Row{1});
}

TEST_CASE("a gzip edge list reads as the plain one, also in several members") {
  std::string text;
  for (int i = 0; i < 100000; ++i) {
    text += std::to_string(i * 79 % 1000) + " " + std::to_string(i * 131 % 997) + "\n";
  }
  const Graph plain = read_edge_list({"g.txt", text}, 1000, EdgeKind::undirected);
  const std::string half = text.substr(0, text.size() / 2);
  for (const std::string& zipped :
       {gzipped(text), gzipped(half) + gzipped(text.substr(half.size()))}) {
    const Graph graph = read_edge_list({"g.gz", zipped}, 1000, EdgeKind::undirected);
    CHECK(graph.begin == plain.begin);
    CHECK(graph.neighbour == plain.neighbour);
  }
}

TEST_CASE("a faulty edge list is refused in one line with its number") {
  CHECK(message_of("0 1\n# c\n1 -2\n") ==
        "g.txt:3: id -2 is negative; ids are whole numbers from 0 to 9");
  CHECK(message_of("0 1\n3\n") ==
        "g.txt:2: the second id is missing; a line is 'u v', two whole numbers");
  CHECK(message_of("0 1.5\n") ==
        "g.txt:1: '1.5' is not an id; ids are whole numbers from 0, apart by blanks or "
        "tabs");
  CHECK(message_of("0,1\n") ==
        "g.txt:1: '0,1' is not an id; ids are whole numbers from 0, apart by blanks or "
        "tabs");
  CHECK(message_of("0 10\n") ==
        "g.txt:1: id 10 is too large: there are 10 citizens, so ids end at 9; set "
        "population.citizens to the graph's size or cut the graph");
  CHECK(
      message_of("0 99999999999999999999999\n") ==
      "g.txt:1: id 99999999999999999999999 is too large: there are 10 citizens, so ids "
      "end at 9; set population.citizens to the graph's size or cut the graph");
  CHECK(message_of("0 1 0.5\n") ==
        "g.txt:1: '0.5' follows the two ids; edges carry no weights here, so keep two "
        "columns");
  const std::string nothing =
      "g.txt: the file holds no edge; give one edge a line, as two numbers 'u v' in "
      "[0, "
      "10), or name no file to have the graph generated";
  CHECK(message_of("") == nothing);
  CHECK(message_of("# only words\n") == nothing);
  CHECK(message_of("\x7f\x45LF") ==
        "g.txt:1: '?ELF' is not an id; ids are whole numbers from 0, apart by blanks "
        "or "
        "tabs");
  CHECK(message_of(std::string(5000, 'x')) ==
        "g.txt:1: the line is longer than 4096 bytes, so this is no edge list");
}

TEST_CASE("a gzip stream that is cut short or damaged is refused") {
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += std::to_string(i * 31 % 10) + " " + std::to_string(i * 17 % 9) + "\n";
  }
  const std::string zipped = gzipped(text);
  for (const std::size_t size :
       {zipped.size() - 1, zipped.size() / 2, std::size_t{5}}) {
    CHECK(message_of(zipped.substr(0, size))
              .find(" the gzip stream ends in the middle: the file was cut short; copy "
                    "or download it again") != std::string::npos);
  }
  std::string damaged = zipped;
  damaged.replace(10, 20, 20, '\xff');
  CHECK(message_of(damaged) ==
        "g.txt: after line 0 the gzip stream is damaged; copy or download it again");
}

TEST_CASE("weights are scaled to rows of sum 1, and a row may hold its owner") {
  const WeightedGraph read = read_weights(
      {"w.txt", "# who whom w\n1 0 3\n0 0 0.5\n1 1 1\n0 2 1.5\n2 0 1e-3\n2 1 0\n"}, 3);
  CHECK(row(read.graph, 0) == Row{0, 2});
  CHECK(row(read.graph, 1) == Row{0, 1});
  CHECK(row(read.graph, 2) == Row{0});
  CHECK(read.weight == std::vector{0.25, 0.75, 0.75, 0.25, 1.0});
}

TEST_CASE("weights that say nothing clear are refused with their line") {
  const auto message = [](const std::string& text) {
    try {
      read_weights({"w.txt", text}, 3);
    } catch (const UserError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(message("0 1\n") ==
        "w.txt:1: the weight is missing; a line is 'u v w': u gives v the weight w");
  CHECK(message("0 1 1\n0 2 many\n").starts_with("w.txt:2: 'many' is no weight"));
  CHECK(message("0 1 nan\n").starts_with("w.txt:1: 'nan' is no weight"));
  CHECK(message("0 1 1e999\n").starts_with("w.txt:1: '1e999' is no weight"));
  CHECK(message("0 1 -0.5\n").starts_with("w.txt:1: the weight -0.5 is negative"));
  CHECK(message("0 1 1 9\n").starts_with("w.txt:1: '1 9' is more than a weight"));
  CHECK(message("0 1 1e308\n0 2 1e308\n1 0 1\n2 0 1\n")
            .starts_with("w.txt: the weights of citizen 0 sum to more than"));
  CHECK(message("").find("as 'u v w' in [0, 3)") != std::string::npos);
  CHECK(message("0 3 1\n").starts_with("w.txt:1: id 3 is too large"));
  CHECK(message("0 1 1\n1 0 1\n2 0 1\n0 1 1\n").find("'0 1' is given twice") !=
        std::string::npos);
  CHECK(message("0 1 1\n1 0 1\n").find("citizen 2 gives weight to nobody") !=
        std::string::npos);
}
