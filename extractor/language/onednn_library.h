// oneDNN as a library that is opened when it is first asked for: its own
// relocation takes longer than a whole look-up of kg query, which needs no
// model. Thread-safe.
#pragma once

#include "base/status.h"

namespace kg {

// Opens oneDNN once; NotFound where the system has none. Before it has
// succeeded no function of <oneapi/dnnl/…> may be called.
Status OpenOneDnn();

// Of the OpenMP runtime that oneDNN brings along.
int OpenMpThreads();
void SetOpenMpThreads(int threads);

}  // namespace kg
