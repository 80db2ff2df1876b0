#pragma once
// Catch2 by one name, whichever major version the distribution ships.

#if NEWSDEP_CATCH2 >= 3
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
