// Found facts as rows of a table, or as JSON Lines.
#pragma once

#include <string>
#include <vector>

#include "cli/places.h"
#include "query/find.h"

namespace kg {

// A table with a line for each row and its quotes below, each with its place.
// The column of marks is there only where a row has any.
std::string RowsTable(const std::vector<FoundRow>& rows, Places* places);

// An object a line. Offsets are code points.
std::string RowsJson(const std::vector<FoundRow>& rows);

}  // namespace kg
