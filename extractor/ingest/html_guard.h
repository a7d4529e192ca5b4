// Is a page safe for the HTML parser? gumbo walks its stack of open elements
// for each tag and compares each attribute with all before it, so a page built
// for it costs the square of its size. One linear pass over the source bounds
// both; real pages are far below the limits. Pure.
#pragma once

#include <string_view>

#include "base/status.h"

namespace kg {

// Fails with "nested too deeply" or "markup too tangled".
Status CheckMarkup(std::string_view html);

}  // namespace kg
