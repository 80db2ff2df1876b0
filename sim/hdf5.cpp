#include "sim/hdf5.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <functional>

namespace newsdep::sim::hdf5 {
namespace {

/// Keeps the first description that the walk visits, the innermost one.
herr_t keep_first(unsigned, const H5E_error2_t* error, void* to) {
  auto& reason = *static_cast<std::string*>(to);
  if (reason.empty() && error->desc) reason = error->desc;
  return 0;
}

std::size_t count_of(hid_t space) {
  return static_cast<std::size_t>(H5Sget_simple_extent_npoints(space));
}

void put_attribute(hid_t object, const char* name, hid_t type, hid_t space,
                   const void* value) {
  const Handle attribute(
      H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
      "create an attribute");
  check(H5Awrite(attribute, type, value), "write an attribute");
}

template <class T>
void put_value(hid_t object, const char* name, hid_t type, T value) {
  // netCDF stores a single number as an array of one.
  put_attribute(object, name, type, space_of({1}), &value);
}

}  // namespace

void check(herr_t status, std::string_view what) {
  if (status >= 0) return;
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
  throw Error(fmt::format("HDF5 cannot {}: {}", what,
                          reason.empty() ? "no reason given" : reason));
}

Handle::Handle(hid_t id, Close close, std::string_view what) : id_(id), close_(close) {
  check(id < 0 ? -1 : 0, what);
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a type");
  check(H5Tset_size(type, H5T_VARIABLE), "make a type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "make a type");
  return type;
}

Handle space_of(const std::vector<std::size_t>& shape) {
  if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "make a dataspace"};
  const std::vector<hsize_t> sizes(shape.begin(), shape.end());
  return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr),
          H5Sclose, "make a dataspace"};
}

std::vector<std::size_t> shape_of(hid_t space) {
  std::vector<hsize_t> sizes(
      static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(space))));
  H5Sget_simple_extent_dims(space, sizes.data(), nullptr);
  return {sizes.begin(), sizes.end()};
}

void put_text(hid_t object, const char* name, std::string_view text) {
  const Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make a type");
  const std::string stored(text.empty() ? std::string(1, '\0') : text);
  check(H5Tset_size(type, stored.size()), "make a type");
  check(H5Tset_cset(type, H5T_CSET_UTF8), "make a type");
  put_attribute(object, name, type, space_of({}), stored.data());
}

void put_long_text(hid_t object, const char* name, const std::string& text) {
  const char* const stored = text.c_str();
  put_attribute(object, name, text_type(), space_of({}), &stored);
}

void put_number(hid_t object, const char* name, double value) {
  put_value(object, name, H5T_NATIVE_DOUBLE, value);
}

void put_number(hid_t object, const char* name, std::int64_t value) {
  put_value(object, name, H5T_NATIVE_INT64, value);
}

bool has_attribute(hid_t object, const char* name) {
  return H5Aexists(object, name) > 0;
}

std::string get_text(hid_t object, const char* name) {
  const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose,
                         "open an attribute");
  const Handle type(H5Aget_type(attribute), H5Tclose, "read a type");
  const Handle space(H5Aget_space(attribute), H5Sclose, "read a dataspace");
  if (H5Tget_class(type) != H5T_STRING || count_of(space) != 1) {
    throw Error(fmt::format("the attribute '{}' is no text", name));
  }
  return get_texts(type, space, [&](hid_t memory, void* to) {
    return H5Aread(attribute, memory, to);
  })[0];
}

std::int64_t get_number(hid_t object, const char* name) {
  const Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose,
                         "open an attribute");
  const Handle type(H5Aget_type(attribute), H5Tclose, "read a type");
  const Handle space(H5Aget_space(attribute), H5Sclose, "read a dataspace");
  if (H5Tget_class(type) != H5T_INTEGER || count_of(space) != 1) {
    throw Error(fmt::format("the attribute '{}' is no whole number", name));
  }
  std::int64_t value = 0;
  check(H5Aread(attribute, H5T_NATIVE_INT64, &value), "read an attribute");
  return value;
}

std::vector<std::string> get_texts(
    hid_t stored_type, hid_t space,
    const std::function<herr_t(hid_t type, void* to)>& read) {
  const std::size_t n = count_of(space);
  if (n == 0) return {};
  std::vector<std::string> texts(n);
  if (H5Tis_variable_str(stored_type) > 0) {
    const Handle type = text_type();
    std::vector<char*> pointers(n, nullptr);
    check(read(type, pointers.data()), "read text");
    for (std::size_t k = 0; k < n; ++k) {
      if (pointers[k]) texts[k] = pointers[k];
    }
    check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()), "free text");
    return texts;
  }
  const std::size_t length = H5Tget_size(stored_type);
  std::vector<char> bytes(n * length);
  check(read(stored_type, bytes.data()), "read text");
  for (std::size_t k = 0; k < n; ++k) {
    const char* const begin = bytes.data() + k * length;
    texts[k].assign(begin, strnlen(begin, length));
  }
  return texts;
}

std::vector<std::string> dataset_texts(hid_t dataset) {
  const Handle type(H5Dget_type(dataset), H5Tclose, "read a type");
  const Handle space(H5Dget_space(dataset), H5Sclose, "read a dataspace");
  return get_texts(type, space, [&](hid_t memory, void* to) {
    return H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, to);
  });
}

std::vector<std::string> link_names(hid_t group) {
  H5G_info_t info;
  check(H5Gget_info(group, &info), "read a group");
  std::vector<std::string> names, groups;
  for (hsize_t k = 0; k < info.nlinks; ++k) {
    const auto read = [&](char* to, std::size_t size) {
      const ssize_t length = H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER,
                                                H5_ITER_INC, k, to, size, H5P_DEFAULT);
      check(length < 0 ? -1 : 0, "read a name");
      return static_cast<std::size_t>(length);
    };
    std::string name(read(nullptr, 0), '\0');
    read(name.data(), name.size() + 1);
    (is_dataset(open_object(group, name)) ? names : groups).push_back(name);
  }
  names.insert(names.end(), groups.begin(), groups.end());
  return names;
}

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5A_info_t*, void* to) -> herr_t {
    static_cast<std::vector<std::string>*>(to)->push_back(name);
    return 0;
  };
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names),
        "read attributes");
  return names;
}

std::vector<std::string> dimension_names(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "read a dataspace");
  std::vector<std::string> names(shape_of(space).size());
  if (H5DSis_scale(dataset) > 0) return names;
  const auto keep_name = [](hid_t, unsigned, hid_t scale, void* to) -> herr_t {
    std::string path(
        static_cast<std::size_t>(std::max(ssize_t{0}, H5Iget_name(scale, nullptr, 0))),
        '\0');
    if (H5Iget_name(scale, path.data(), path.size() + 1) < 0) return -1;
    *static_cast<std::string*>(to) = path.substr(path.rfind('/') + 1);
    return 1;
  };
  for (unsigned k = 0; k < names.size(); ++k) {
    if (H5DSget_num_scales(dataset, k) < 1) continue;
    check(H5DSiterate_scales(dataset, k, nullptr, keep_name, &names[k]),
          "read the dimensions");
  }
  return names;
}

Handle open_object(hid_t parent, const std::string& name) {
  return {H5Oopen(parent, name.c_str(), H5P_DEFAULT), H5Oclose, "open an object"};
}

bool is_dataset(hid_t object) { return H5Iget_type(object) == H5I_DATASET; }

}  // namespace newsdep::sim::hdf5
