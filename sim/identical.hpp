#pragma once
// Whether two results files hold the same bytes: the test of "same bytes for any number
// of threads" and of `run --from`.

#include <filesystem>
#include <optional>
#include <string>

namespace newsdep::sim {

/// Compares everything outside the group `provenance`: groups, variables, their order,
/// types, shapes, dimensions, values byte by byte (so that NaN equals the same NaN and
/// 0 differs from -0), and attributes, the root's among them. Says the first difference
/// in one line: "platform/reach: values differ at element 17: 0.25 and 0.5"; nothing
/// when there is none.
///
/// @throws UserError when a file is no HDF5 file
std::optional<std::string> first_difference(const std::filesystem::path& a,
                                            const std::filesystem::path& b);

}  // namespace newsdep::sim
