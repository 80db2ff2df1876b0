#include "sim/edge_list.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
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

/// Takes text in pieces, cuts it into lines and lines into edges.
class EdgeReader {
 public:
  EdgeReader(const std::string& path, std::uint32_t citizens)
      : path_(path), citizens_(citizens) {}

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

  std::vector<Edge> finish() {
    if (!unfinished_.empty()) read_line(unfinished_);
    if (edges_.empty()) {
      throw UserError(fmt::format(
          "{}: the file holds no edge; give one edge a line, as two numbers 'u v' in "
          "[0, {}), or name no file to have the graph generated",
          path_, citizens_));
    }
    return std::move(edges_);
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
    if (!line.empty()) {
      throw error(
          fmt::format("'{}' follows the two ids; edges carry no weights here, so "
                      "keep two columns",
                      printable(line)));
    }
    if (from != to) edges_.push_back({from, to});
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
  std::size_t line_ = 0;
  std::string unfinished_;
  std::vector<Edge> edges_;
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

}  // namespace

Graph read_edge_list(const InputFile& file, std::uint32_t citizens, EdgeKind kind) {
  EdgeReader reader(file.path, citizens);
  if (file.text().starts_with("\x1f\x8b")) {
    inflate_into(reader, file.text());
  } else {
    reader.take(file.text());
  }
  return rows_of(reader.finish(), citizens, kind);
}

}  // namespace newsdep::sim
