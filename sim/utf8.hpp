#pragma once
// Whether bytes are text.

#include <string_view>

namespace newsdep::sim {

/// Whether `text` is UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF)
/// and holds no NUL, so that it can be stored as text and read back unchanged.
bool is_plain_utf8(std::string_view text);

}  // namespace newsdep::sim
