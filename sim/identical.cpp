#include "sim/identical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/errors.hpp"
#include "sim/hdf5.hpp"

namespace newsdep::sim {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;
using Difference = std::optional<std::string>;

Handle open_file(const fs::path& path) {
  if (!fs::exists(path)) throw UserError("there is no file " + path.string());
  try {
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
            "open the file"};
  } catch (const hdf5::Error& error) {
    throw UserError(fmt::format("{}: {}", path.string(), error.what()));
  }
}

/// One side's values, from a dataset or an attribute.
struct Values {
  Handle type;
  Handle space;
  std::function<herr_t(hid_t type, void* to)> read;
};

Values of_dataset(hid_t dataset) {
  return {Handle(H5Dget_type(dataset), H5Tclose, "read a type"),
          Handle(H5Dget_space(dataset), H5Sclose, "read a dataspace"),
          [dataset](hid_t type, void* to) {
            return H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to);
          }};
}

Values of_attribute(hid_t attribute) {
  return {Handle(H5Aget_type(attribute), H5Tclose, "read a type"),
          Handle(H5Aget_space(attribute), H5Sclose, "read a dataspace"),
          [attribute](hid_t type, void* to) { return H5Aread(attribute, type, to); }};
}

std::string in_words(hid_t type, const std::byte* element) {
  if (H5Tequal(type, H5T_NATIVE_DOUBLE) > 0) {
    double value = 0;
    std::memcpy(&value, element, sizeof value);
    return fmt::format("{}", value);
  }
  if (H5Tequal(type, H5T_NATIVE_INT64) > 0) {
    std::int64_t value = 0;
    std::memcpy(&value, element, sizeof value);
    return fmt::format("{}", value);
  }
  return "other bytes";
}

Difference compare_values(const Values& a, const Values& b) {
  if (H5Tequal(a.type, b.type) <= 0) {
    // Short texts of different length have different types.
    const bool texts =
        H5Tget_class(a.type) == H5T_STRING && H5Tget_class(b.type) == H5T_STRING;
    return texts ? "texts differ" : "types differ";
  }
  if (hdf5::shape_of(a.space) != hdf5::shape_of(b.space)) return "shapes differ";
  if (H5Tget_class(a.type) == H5T_STRING) {
    const auto texts_a = hdf5::get_texts(a.type, a.space, a.read);
    const auto texts_b = hdf5::get_texts(b.type, b.space, b.read);
    const auto place =
        std::mismatch(texts_a.begin(), texts_a.end(), texts_b.begin()).first;
    if (place == texts_a.end()) return std::nullopt;
    return fmt::format("texts differ at element {}", place - texts_a.begin());
  }
  const std::size_t size = H5Tget_size(a.type);
  const auto n = static_cast<std::size_t>(H5Sget_simple_extent_npoints(a.space));
  std::vector<std::byte> bytes_a(n * size), bytes_b(n * size);
  if (n == 0) return std::nullopt;
  hdf5::check(a.read(a.type, bytes_a.data()), "read values");
  hdf5::check(b.read(b.type, bytes_b.data()), "read values");
  const auto place =
      std::mismatch(bytes_a.begin(), bytes_a.end(), bytes_b.begin()).first;
  if (place == bytes_a.end()) return std::nullopt;
  const std::size_t k = static_cast<std::size_t>(place - bytes_a.begin()) / size;
  return fmt::format("values differ at element {}: {} and {}", k,
                     in_words(a.type, &bytes_a[k * size]),
                     in_words(b.type, &bytes_b[k * size]));
}

/// The first name that only one side has, or that stands elsewhere.
Difference compare_names(const std::vector<std::string>& a,
                         const std::vector<std::string>& b, std::string_view what) {
  for (const auto& [here, there, which] :
       {std::tuple(&a, &b, "first"), std::tuple(&b, &a, "second")}) {
    for (const std::string& name : *here) {
      if (std::find(there->begin(), there->end(), name) == there->end()) {
        return fmt::format("{} {} is only in the {} file", what, name, which);
      }
    }
  }
  if (a != b) return fmt::format("the order of {}s differs", what);
  return std::nullopt;
}

/// Attributes but for those in which HDF5 keeps the places of dimensions in the file.
Difference compare_attributes(hid_t a, hid_t b) {
  const auto names_of = [](hid_t object) {
    std::vector<std::string> names = hdf5::attribute_names(object);
    std::erase_if(names, [](const std::string& name) {
      return name == "REFERENCE_LIST" || name == "DIMENSION_LIST";
    });
    return names;
  };
  const std::vector<std::string> names = names_of(a);
  if (auto found = compare_names(names, names_of(b), "attribute")) return found;
  for (const std::string& name : names) {
    const Handle in_a(H5Aopen(a, name.c_str(), H5P_DEFAULT), H5Aclose,
                      "open an attribute");
    const Handle in_b(H5Aopen(b, name.c_str(), H5P_DEFAULT), H5Aclose,
                      "open an attribute");
    if (auto found = compare_values(of_attribute(in_a), of_attribute(in_b))) {
      return "attribute " + name + ": " + *found;
    }
  }
  return std::nullopt;
}

Difference compare_objects(hid_t a, hid_t b, const std::string& path) {
  const auto at = [&](const std::string& what) {
    return (path.empty() ? "the root" : path) + ": " + what;
  };
  if (hdf5::is_dataset(a) != hdf5::is_dataset(b)) return at("a group is no variable");
  if (hdf5::is_dataset(a)) {
    if (auto found = compare_values(of_dataset(a), of_dataset(b))) return at(*found);
    if (hdf5::dimension_names(a) != hdf5::dimension_names(b)) {
      return at("dimensions differ");
    }
  } else {
    const auto names_of = [&](hid_t group) {
      std::vector<std::string> names = hdf5::link_names(group);
      if (path.empty()) std::erase(names, "provenance");
      return names;
    };
    const std::vector<std::string> names = names_of(a);
    if (auto found = compare_names(names, names_of(b), "variable")) return at(*found);
    for (const std::string& name : names) {
      const Handle in_a = hdf5::open_object(a, name);
      const Handle in_b = hdf5::open_object(b, name);
      const std::string full = path.empty() ? name : path + "/" + name;
      if (auto found = compare_objects(in_a, in_b, full)) return found;
    }
  }
  if (auto found = compare_attributes(a, b)) return at(*found);
  return std::nullopt;
}

}  // namespace

Difference first_difference(const fs::path& a, const fs::path& b) {
  const hdf5::Quiet quiet;
  const Handle file_a = open_file(a);
  const Handle file_b = open_file(b);
  const Handle root_a = hdf5::open_object(file_a, "/");
  const Handle root_b = hdf5::open_object(file_b, "/");
  return compare_objects(root_a, root_b, "");
}

}  // namespace newsdep::sim
