#pragma once
// HDF5 without leaks: handles that close themselves, failures that throw, and the few
// calls that reading and writing share. Only .cpp files of sim/ include this.

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsdep::sim::hdf5 {

/// A call of the HDF5 library failed; what() says which, and HDF5's innermost reason.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Error for a negative status. `what` is what was tried: "create a group".
void check(herr_t status, std::string_view what);

/// Owns one HDF5 identifier.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  /// Takes over `id`; throws Error if it is negative, which is how HDF5 reports
  /// failure.
  Handle(hid_t id, Close close, std::string_view what);
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  Close close_;
};

/// Keeps HDF5 from printing its error stack while it lives.
class Quiet {
 public:
  Quiet() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Quiet() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

/// The type of UTF-8 text of any length.
Handle text_type();

/// The simple dataspace of `shape`; a scalar one for an empty shape.
Handle space_of(const std::vector<std::size_t>& shape);
std::vector<std::size_t> shape_of(hid_t space);

/// Text attributes: a short one as fixed-length text, which every reader shows plainly;
/// a long one with variable length, because attributes above 64 KiB do not fit
/// otherwise.
void put_text(hid_t object, const char* name, std::string_view text);
void put_long_text(hid_t object, const char* name, const std::string& text);
void put_number(hid_t object, const char* name, double value);
void put_number(hid_t object, const char* name, std::int64_t value);

bool has_attribute(hid_t object, const char* name);
/// A text attribute of either kind.
std::string get_text(hid_t object, const char* name);
std::int64_t get_number(hid_t object, const char* name);

/// All texts of a dataset or attribute of variable-length or fixed-length text. `read`
/// is given the type in memory and where to put it.
std::vector<std::string> get_texts(
    hid_t stored_type, hid_t space,
    const std::function<herr_t(hid_t type, void* to)>& read);
std::vector<std::string> dataset_texts(hid_t dataset);

/// What lies in a group by name: datasets, then groups, each in order of creation.
std::vector<std::string> link_names(hid_t group);
/// The names of the attributes of an object, sorted.
std::vector<std::string> attribute_names(hid_t object);
/// The names of the dimension scales attached to a dataset, one for each dimension,
/// each the last part of its path; "" where none is attached.
std::vector<std::string> dimension_names(hid_t dataset);

Handle open_object(hid_t parent, const std::string& name);
bool is_dataset(hid_t object);

}  // namespace newsdep::sim::hdf5
