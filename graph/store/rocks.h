// The only code that knows RocksDB: five families of sorted bytes, atomic
// writes, cursors, checkpoints. Database owns the open database; cursors must
// not outlive it. Reading is thread-safe, writing is for one thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/status.h"
#include "graph/store/files.h"
#include "graph/store/keys.h"

namespace kg {

// Keys to their new values, or to nothing where they go.
using FamilyChanges = std::map<std::string, std::optional<std::string>>;
using Changes = std::array<FamilyChanges, kFamilyCount>;

// Walks the keys of a family that begin with a prefix, upwards.
class Cursor {
 public:
  Cursor(Cursor&&) noexcept;
  ~Cursor();
  // False at the end and after a failure: look at status().
  bool Valid() const;
  // Live until the cursor moves.
  std::string_view key() const;
  std::string_view value() const;
  void Next();
  // To the first key not before this one; to the last not after it.
  void Seek(std::string_view key);
  void SeekBack(std::string_view key);
  Status status() const;

 private:
  friend class Database;
  struct State;
  explicit Cursor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Database {
 public:
  enum class Mode {
    kCreate,    // for writing, made where there is none
    kWrite,     // for writing
    kReadOnly,  // a checkpoint, which no writer touches
    // The live database of a store that nobody writes. Nothing is changed. Of
    // a log that breaks off, kInspect reads what stands before; kInspectWhole
    // calls it damage.
    kInspect,
    kInspectWhole,
  };
  // Corrupt, with advice, where the files are damaged; Io where they cannot be
  // read. `name` stands for the database in messages.
  static Result<std::unique_ptr<Database>> Open(const std::string& path,
                                                Mode mode,
                                                const std::string& name,
                                                const FileHook& hook = {});
  // As in kInspect, but of these families alone: the files of others may be
  // damaged or gone.
  static Result<std::unique_ptr<Database>> OpenPart(
      const std::string& path, const std::vector<Family>& families,
      const std::string& name);
  // Was it opened with this family? Of another one nothing may be asked.
  bool Has(Family family) const;
  // Makes a folder of tables and logs, without their list, a database again:
  // what it can read of each. It changes the folder.
  static Status MakeFromTables(const std::string& path,
                               const std::string& name);
  ~Database();

  Result<std::optional<std::string>> Get(Family family,
                                         std::string_view key) const;
  // At the first key of the prefix.
  Cursor Scan(Family family, std::string_view prefix) const;
  // All or none; in the log when it returns.
  Status Write(const Changes& changes);
  // A copy by hard links, synced, at a path where nothing is.
  Status Checkpoint(const std::string& path);
  // Reads every block of every file.
  Status VerifyChecksums() const;
  // Names this database and its content: two equal states hold the same.
  Result<std::string> ContentState() const;
  // Of every key and value of all families.
  Result<Hash128> RowsHash() const;
  // As it was opened with.
  const FileHook& hook() const;

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kg
