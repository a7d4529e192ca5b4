// Texts that were broken at a fixed column, as mail and agency wires are: the
// lines that were one paragraph become one again. Pure, linear, thread-safe.
#pragma once

#include <vector>

#include "extractor/ingest/document.h"

namespace kg {

// Joins lines where the text itself shows the column: most of its lines are so
// long that the next word would not have fitted, and sentences run over them.
// Lists, verses and headlines stay as they are. A word parted by a hyphen is
// joined without it where the text has it whole, or parts many words.
void JoinWrappedLines(std::vector<SourceLine>* lines);

}  // namespace kg
