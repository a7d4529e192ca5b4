// Captions of picture galleries that run into an article's text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kg {

// The line without the captions before the last counter that a pattern matches
// ("Lee waves. Hide Caption 3 of 9 Lee was elected in May." -> "Lee was elected
// in May."), and without what follows, if that is the next picture's heading.
// Patterns are folded, with '#' for a number (BoilerplateForm).
std::string WithoutGallery(const std::string& line,
                           const std::vector<std::string>& patterns,
                           const std::vector<std::string>& headings);

}  // namespace kg
