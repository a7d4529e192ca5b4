// ORDER BY, with LIMIT only as many rows as are asked for.

#include <algorithm>
#include <limits>

#include "query/kgq/gathering.h"
#include "query/kgq/values.h"

namespace kg {
namespace {

class Sort : public Gathering {
 public:
  using Gathering::Gathering;
  ~Sort() override { run_.Release(bytes_); }

 private:
  struct Row {
    std::vector<Value> keys;
    std::vector<Value> values;
    uint64_t number = 0;  // keeps the order of equal rows
    uint64_t bytes = 0;
  };

  void Forget() override {
    rows_.clear();
    run_.Release(std::exchange(bytes_, 0));
  }

  size_t size() const override { return rows_.size(); }

  void Give(size_t number) override {
    Row& row = rows_[number];
    for (size_t i = 0; i < node_.kept.size(); ++i) {
      run_.slot(node_.kept[i]) = std::move(row.values[i]);
    }
  }

  // How many rows are wanted, with those to be skipped.
  uint64_t Wanted() {
    if (node_.limit == nullptr) return std::numeric_limits<uint64_t>::max();
    const uint64_t limit = RowCount(*node_.limit, run_);
    const uint64_t skip =
        node_.skip == nullptr ? 0 : RowCount(*node_.skip, run_);
    return limit > std::numeric_limits<uint64_t>::max() - skip ? limit
                                                               : limit + skip;
  }

  bool Gather() override {
    const uint64_t wanted = Wanted();
    if (run_.failed() || wanted == 0) return false;
    const auto before = [this](const Row& a, const Row& b) {
      return Before(a, b);
    };
    uint64_t number = 0;
    Row row;  // its memory serves all rows that are not kept
    while (input_->Next()) {
      row.number = number++;
      row.bytes = 0;
      if (!TakeKeys(&row)) return false;
      // A heap with the last of the rows kept on top.
      if (rows_.size() == wanted) {
        if (!Before(row, rows_.front())) continue;
        std::pop_heap(rows_.begin(), rows_.end(), before);
        run_.Release(rows_.back().bytes);
        bytes_ -= rows_.back().bytes;
        rows_.pop_back();
      }
      if (!TakeValues(&row)) return false;
      rows_.push_back(std::exchange(row, Row()));
      if (node_.limit != nullptr) {
        std::push_heap(rows_.begin(), rows_.end(), before);
      }
    }
    if (run_.failed()) return false;
    std::sort(rows_.begin(), rows_.end(), before);
    return true;
  }

  bool TakeKeys(Row* row) {
    row->keys.clear();
    row->keys.reserve(node_.keys.size());
    for (const SortKey& key : node_.keys) {
      row->keys.push_back(Evaluate(*key.expr, run_));
      row->bytes += ValueBytes(row->keys.back());
    }
    return !run_.failed();
  }

  bool TakeValues(Row* row) {
    row->values.reserve(node_.kept.size());
    row->bytes += sizeof(Row);
    for (const SlotId slot : node_.kept) {
      row->values.push_back(run_.slot(slot));
      row->bytes += ValueBytes(row->values.back());
    }
    bytes_ += row->bytes;
    return run_.Reserve(row->bytes);
  }

  bool Before(const Row& a, const Row& b) const {
    for (size_t i = 0; i < node_.keys.size(); ++i) {
      const int order = OrderValues(a.keys[i], b.keys[i]);
      if (order != 0) return node_.keys[i].descending ? order > 0 : order < 0;
    }
    return a.number < b.number;
  }

  std::vector<Row> rows_;
  uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<QueryOperator> MakeSort(const PlanNode& node, QueryRun& run) {
  return std::make_unique<Sort>(node, run);
}

}  // namespace kg
