// The operators of a running plan: each pulls rows from its input. Open()
// starts afresh, for the row as it stands; Next() makes the next row and is
// false at the end and after an error. An operator belongs to its run.
#pragma once

#include <memory>

#include "query/kgq/run.h"

namespace kg {

class QueryOperator {
 public:
  QueryOperator(const PlanNode& node, QueryRun& run);
  virtual ~QueryOperator();
  QueryOperator(const QueryOperator&) = delete;
  QueryOperator& operator=(const QueryOperator&) = delete;

  // With rows and time counted, where the run asks for a profile.
  void Open();
  bool Next();

  const PlanNode& node() const { return node_; }
  QueryOperator* input() const { return input_.get(); }
  const std::vector<std::unique_ptr<QueryOperator>>& inner() const {
    return inner_;
  }
  uint64_t rows() const { return rows_; }
  double seconds() const { return seconds_; }  // with those of its inputs

 protected:
  virtual void DoOpen() = 0;
  virtual bool DoNext() = 0;

  const PlanNode& node_;
  QueryRun& run_;
  std::unique_ptr<QueryOperator> input_;
  std::vector<std::unique_ptr<QueryOperator>> inner_;

 private:
  uint64_t rows_ = 0;
  double seconds_ = 0;
};

std::unique_ptr<QueryOperator> MakeOperator(const PlanNode& node,
                                            QueryRun& run);

// The makers, by file.
std::unique_ptr<QueryOperator> MakeScan(const PlanNode& node, QueryRun& run);
std::unique_ptr<QueryOperator> MakeExpand(const PlanNode& node, QueryRun& run);
std::unique_ptr<QueryOperator> MakeExpandInto(const PlanNode& node,
                                              QueryRun& run);
std::unique_ptr<QueryOperator> MakeCountEdges(const PlanNode& node,
                                              QueryRun& run);
std::unique_ptr<QueryOperator> MakeCountPaths(const PlanNode& node,
                                              QueryRun& run);
std::unique_ptr<QueryOperator> MakeExpandPaths(const PlanNode& node,
                                               QueryRun& run);
std::unique_ptr<QueryOperator> MakeEnds(const PlanNode& node, QueryRun& run);
std::unique_ptr<QueryOperator> MakeShortest(const PlanNode& node,
                                            QueryRun& run);
std::unique_ptr<QueryOperator> MakeRowOperator(const PlanNode& node,
                                               QueryRun& run);
std::unique_ptr<QueryOperator> MakeAggregate(const PlanNode& node,
                                             QueryRun& run);
std::unique_ptr<QueryOperator> MakeSort(const PlanNode& node, QueryRun& run);

// SKIP's and LIMIT's number; an error where it is none, or negative.
uint64_t RowCount(const Expr& expr, QueryRun& run);

// The profile of a run as text: EXPLAIN's lines with rows and time.
std::string ProfileText(const QueryOperator& root, QueryRun& run);

}  // namespace kg
