// UTF-8 that was read as windows-1252 and written as UTF-8 again: "â€œ" for a
// quotation mark, "Ã©" for é. Pure, linear.
#pragma once

#include <string>
#include <string_view>

namespace kg {

// The text with such letters and marks made whole; what could be meant as it
// stands is left alone. `text` is valid UTF-8, and so is what is returned.
std::string RepairMojibake(std::string_view text);

}  // namespace kg
