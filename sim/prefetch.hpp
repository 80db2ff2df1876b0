#pragma once
// Asking memory for what will be read soon.

namespace newsdep::sim {

/// Starts to fetch the cache line at `address`, which need not be mapped. Written as
/// assembly because gcc 12 takes a function that only calls __builtin_prefetch for one
/// without effect, and leaves out the calls to it.
inline void prefetch(const void* address) {
  asm volatile("prefetcht0 %0" : : "m"(*static_cast<const char*>(address)));
}

}  // namespace newsdep::sim
