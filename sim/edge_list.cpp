#include "sim/edge_list.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/blocks.hpp"
#include "sim/errors.hpp"
#include "sim/table.hpp"

namespace newsdep::sim {
namespace {

struct Edge {
  std::uint32_t from;
  std::uint32_t to;
};

/// What the lines of a file hold.
enum class Columns { ids, ids_and_weight };

struct Edges {
  std::vector<Edge> edges;
  std::vector<double> weights;  ///< beside edges, if lines hold them
};

/// Takes text in pieces, cuts it into lines and lines into edges.
class EdgeReader {
 public:
  EdgeReader(const std::string& path, std::uint32_t citizens, Columns columns)
      : path_(path), citizens_(citizens), columns_(columns) {}

  void take(std::string_view piece) {
    for (;;) {
      const auto end = piece.find('\n');
      if (end == std::string_view::npos) break;
      if (unfinished_.empty()) {
        read_line(piece.substr(0, end));
      } else {
        unfinished_ += piece.substr(0, end);
        read_line(unfinished_);
        unfinished_.clear();
      }
      piece.remove_prefix(end + 1);
    }
    unfinished_ += piece;
    // No honest line is this long; binary garbage may never end one.
    if (unfinished_.size() > 4096) {
      line_ += 1;
      throw error("the line is longer than 4096 bytes, so this is no edge list");
    }
  }

  Edges finish() {
    if (!unfinished_.empty()) read_line(unfinished_);
    if (read_.edges.empty()) {
      const bool weighs = columns_ == Columns::ids_and_weight;
      throw UserError(
          fmt::format("{}: the file holds no edge; give one edge a line, as {} in "
                      "[0, {}), or name no file to have {}",
                      path_, weighs ? "'u v w'" : "two numbers 'u v'", citizens_,
                      weighs ? "friends count alike" : "the graph generated"));
    }
    return std::move(read_);
  }

  /// What is wrong with the gzip stream behind the lines read so far.
  UserError broken(const std::string& how) const {
    return UserError(
        fmt::format("{}: after line {} the gzip stream {}; copy or download it again",
                    path_, line_, how));
  }

  UserError error(const std::string& message) const {
    return UserError(fmt::format("{}:{}: {}", path_, line_, message));
  }

 private:
  void read_line(std::string_view line) {
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    skip_blanks(line);
    if (line.empty() || line.front() == '#' || line.front() == '%') return;
    const std::uint32_t from = read_id(line);
    const std::uint32_t to = read_id(line);
    if (columns_ == Columns::ids_and_weight) {
      read_.edges.push_back({from, to});
      read_.weights.push_back(read_weight(line));
      return;
    }
    if (!line.empty()) {
      throw error(
          fmt::format("'{}' follows the two ids; edges carry no weights here, so "
                      "keep two columns",
                      printable(line)));
    }
    if (from != to) read_.edges.push_back({from, to});
  }

  double read_weight(std::string_view line) {
    if (line.empty()) {
      throw error("the weight is missing; a line is 'u v w': u gives v the weight w");
    }
    const std::string_view word = line.substr(0, line.find_last_not_of(" \t") + 1);
    if (word.find_first_of(" \t") != std::string_view::npos) {
      throw error(fmt::format("'{}' is more than a weight; keep three columns, 'u v w'",
                              printable(word)));
    }
    double weight = 0;
    const auto [end, code] =
        std::from_chars(word.data(), word.data() + word.size(), weight);
    const bool is_number = code == std::errc{} && end == word.data() + word.size();
    if (!is_number || !std::isfinite(weight)) {
      throw error(
          fmt::format("'{}' is no weight; give a number from 0", printable(word)));
    }
    if (weight < 0) {
      throw error(
          fmt::format("the weight {} is negative; who is not listened to has "
                      "weight 0, or no line",
                      printable(word)));
    }
    return weight;
  }

  std::uint32_t read_id(std::string_view& line) {
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    if (word.empty()) {
      throw error("the second id is missing; a line is 'u v', two whole numbers");
    }
    std::uint64_t id = 0;
    const auto [end, code] =
        std::from_chars(word.data(), word.data() + word.size(), id);
    const bool whole =
        end == word.data() + word.size() && code != std::errc::invalid_argument;
    if (word.front() == '-') {
      throw error(fmt::format("id {} is negative; ids are whole numbers from 0 to {}",
                              printable(word), citizens_ - 1));
    }
    if (!whole) {
      throw error(
          fmt::format("'{}' is not an id; ids are whole numbers from 0, apart by "
                      "blanks or tabs",
                      printable(word)));
    }
    if (code == std::errc::result_out_of_range || id >= citizens_) {
      throw error(fmt::format(
          "id {} is too large: there are {} citizens, so ids end at {}; set "
          "population.citizens to the graph's size or cut the graph",
          printable(word), citizens_, citizens_ - 1));
    }
    line.remove_prefix(word.size());
    skip_blanks(line);
    return static_cast<std::uint32_t>(id);
  }

  static void skip_blanks(std::string_view& line) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  }

  const std::string& path_;
  std::uint32_t citizens_;
  Columns columns_;
  std::size_t line_ = 0;
  std::string unfinished_;
  Edges read_;
};

/// A zlib inflater that frees itself.
struct Inflater {
  z_stream stream{};
  // 15 bits of window; 16 asks for the gzip frame.
  Inflater() { inflateInit2(&stream, 15 + 16); }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

/// Inflates one gzip member after the other, each in pieces.
void inflate_into(EdgeReader& reader, std::string_view text) {
  std::vector<char> piece(1 << 18);
  while (!text.empty()) {
    Inflater inflater;
    z_stream& stream = inflater.stream;
    int code = Z_OK;
    while (code != Z_STREAM_END) {
      // zlib counts in 32 bits, so a large file is given to it in parts.
      const auto given =
          static_cast<uInt>(std::min<std::size_t>(text.size(), 1u << 30));
      stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
      stream.avail_in = given;
      stream.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream.avail_out = static_cast<uInt>(piece.size());
      code = inflate(&stream, Z_NO_FLUSH);
      text.remove_prefix(given - stream.avail_in);
      if (code == Z_BUF_ERROR ||
          (code == Z_OK && text.empty() && stream.avail_out > 0)) {
        throw reader.broken("ends in the middle: the file was cut short");
      }
      if (code != Z_OK && code != Z_STREAM_END) throw reader.broken("is damaged");
      reader.take({piece.data(), piece.size() - stream.avail_out});
    }
  }
}

/// Edges into rows: count, fill, then sort each row and drop what is there twice.
Graph rows_of(const std::vector<Edge>& edges, std::uint32_t citizens, EdgeKind kind) {
  Graph graph;
  graph.begin.assign(std::size_t{citizens} + 1, 0);
  const bool both = kind == EdgeKind::undirected;
  for (const Edge& edge : edges) {
    ++graph.begin[edge.from + 1];
    if (both) ++graph.begin[edge.to + 1];
  }
  for (std::uint32_t i = 0; i < citizens; ++i) graph.begin[i + 1] += graph.begin[i];
  graph.neighbour.resize(graph.begin.back());
  std::vector<std::uint64_t> end(graph.begin.begin(), graph.begin.end() - 1);
  for (const Edge& edge : edges) {
    graph.neighbour[end[edge.from]++] = edge.to;
    if (both) graph.neighbour[end[edge.to]++] = edge.from;
  }
  for_each_block(Blocks(citizens), [&](const Block& block) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const auto first =
          graph.neighbour.begin() + static_cast<std::ptrdiff_t>(graph.begin[i]);
      const auto last = graph.neighbour.begin() + static_cast<std::ptrdiff_t>(end[i]);
      std::sort(first, last);
      end[i] =
          graph.begin[i] + static_cast<std::uint64_t>(std::unique(first, last) - first);
    }
  });
  std::uint64_t kept = 0;
  for (std::uint32_t i = 0; i < citizens; ++i) {
    const std::uint64_t row = graph.begin[i];
    graph.begin[i] = kept;
    for (std::uint64_t k = row; k < end[i]; ++k) {
      graph.neighbour[kept++] = graph.neighbour[k];
    }
  }
  graph.begin[citizens] = kept;
  graph.neighbour.resize(kept);
  return graph;
}

Edges read_edges(const InputFile& file, std::uint32_t citizens, Columns columns) {
  EdgeReader reader(file.path, citizens, columns);
  if (file.text().starts_with("\x1f\x8b")) {
    inflate_into(reader, file.text());
  } else {
    reader.take(file.text());
  }
  return reader.finish();
}

/// Scales a row of weights to sum 1.
void scale(std::span<double> weights, const std::string& path, std::uint32_t i) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  if (!std::isfinite(sum)) {
    throw UserError(
        fmt::format("{}: the weights of citizen {} sum to more than a "
                    "number can hold; give smaller ones, for only their "
                    "ratios count",
                    path, i));
  }
  if (!(sum > 0)) {
    throw UserError(
        fmt::format("{}: citizen {} gives weight to nobody, so what it would think is "
                    "not defined; give it at least a weight on itself, as '{} {} 1'",
                    path, i, i, i));
  }
  for (double& weight : weights) weight /= sum;
}

}  // namespace

Graph read_edge_list(const InputFile& file, std::uint32_t citizens, EdgeKind kind) {
  return rows_of(read_edges(file, citizens, Columns::ids).edges, citizens, kind);
}

WeightedGraph read_weights(const InputFile& file, std::uint32_t citizens) {
  const Edges read = read_edges(file, citizens, Columns::ids_and_weight);
  std::vector<std::size_t> order(read.edges.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto pair_of = [&](std::size_t k) {
    return std::pair{read.edges[k].from, read.edges[k].to};
  };
  std::ranges::sort(order, {}, pair_of);
  WeightedGraph weighted;
  weighted.graph = empty_graph(citizens);
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Edge& edge = read.edges[order[k]];
    if (k > 0 && pair_of(order[k - 1]) == pair_of(order[k])) {
      throw UserError(fmt::format(
          "{}: the tie '{} {}' is given twice, so its weight is not clear; keep one",
          file.path, edge.from, edge.to));
    }
    const double weight = read.weights[order[k]];
    if (weight == 0) continue;
    ++weighted.graph.begin[edge.from + 1];
    weighted.graph.neighbour.push_back(edge.to);
    weighted.weight.push_back(weight);
  }
  auto& begin = weighted.graph.begin;
  for (std::uint32_t i = 0; i < citizens; ++i) {
    begin[i + 1] += begin[i];
    scale(std::span(weighted.weight).subspan(begin[i], begin[i + 1] - begin[i]),
          file.path, i);
  }
  return weighted;
}

}  // namespace newsdep::sim
