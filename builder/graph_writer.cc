#include "builder/graph_writer.h"

#include <algorithm>
#include <utility>

namespace kg {
namespace {

// What the rows of the index mean: raise it with any change of the rules.
constexpr char kRules[] = "rules 1, lexicon ";

ResolveIndex::Base RowsOf(Store* store) {
  return {[store](const std::string& key) { return store->IndexRow(key); },
          [store](const std::string& prefix, const ResolveIndex::Visit& visit) {
            return store->ForEachIndexKey(prefix, visit);
          }};
}

// The nodes of decisions that name others now.
std::set<std::string> Difference(
    const std::vector<DecisionTable::Applied>& before,
    const std::vector<DecisionTable::Applied>& now) {
  std::set<std::string> nodes;
  const auto add_missing = [&](const auto& from, const auto& in) {
    for (const DecisionTable::Applied& decision : from) {
      if (std::find(in.begin(), in.end(), decision) == in.end()) {
        nodes.insert(decision.nodes.begin(), decision.nodes.end());
      }
    }
  };
  add_missing(before, now);
  add_missing(now, before);
  return nodes;
}

}  // namespace

std::string ResolveVersion(const Lexicon& lexicon) {
  return kRules + lexicon.hash().Hex();
}

GraphWriter::GraphWriter(Store* store, const Lexicon& lexicon)
    : store_(store), tables_(lexicon), index_(RowsOf(store)) {}

Result<std::unique_ptr<GraphWriter>> GraphWriter::Open(Store* store,
                                                       const Lexicon& lexicon) {
  std::unique_ptr<GraphWriter> writer(new GraphWriter(store, lexicon));
  KG_ASSIGN(std::vector<Decision> decisions, store->Decisions());
  writer->decisions_ =
      std::make_unique<DecisionTable>(std::move(decisions), writer->tables_);
  const std::string version = ResolveVersion(lexicon);
  KG_ASSIGN(const auto stored, store->IndexRow(ResolveIndex::VersionKey()));
  KG_RETURN_IF_ERROR(stored == version ? writer->ReadDecided()
                                       : writer->ResolveAgain(version));
  return writer;
}

std::vector<ResolveKey> GraphWriter::KeysOf(const LocalFacts& facts) const {
  std::vector<ResolveKey> keys;
  for (const LocalEntity& entity : facts.entities) {
    keys.push_back(decisions_->KeyFor(entity, facts.article.id));
  }
  return keys;
}

Status GraphWriter::ReadDecided() {
  for (const ArticleId& id : decisions_->articles()) {
    KG_ASSIGN(const auto stored, store_->Stored(id));
    if (stored) decisions_->Update(id, &stored->facts);
  }
  decisions_->Refresh();
  return Status();
}

Status GraphWriter::ResolveAgain(const std::string& version) {
  CommitBatch clear;
  KG_RETURN_IF_ERROR(store_->ForEachIndexKey("", [&](std::string_view key) {
    clear.index[std::string(key)] = std::nullopt;
    return true;
  }));
  KG_ASSIGN(const std::vector<EntityId> named, store_->NamedEntities());
  for (const EntityId& id : named) clear.names[id] = std::nullopt;
  KG_RETURN_IF_ERROR(store_->Commit(clear));
  decisions_->Refresh();
  KG_ASSIGN(const std::vector<ArticleId> articles, store_->ArticleIds());
  for (const ArticleId& id : articles) {
    KG_ASSIGN(std::optional<StoredArticle> stored, store_->Stored(id));
    if (!stored) continue;
    // As if it were new: neither the index nor a decision knows of it.
    Changes changes;
    changes[id].now = std::move(stored->facts);
    KG_RETURN_IF_ERROR(Apply(std::move(changes)));
  }
  CommitBatch done;
  done.index[ResolveIndex::VersionKey()] = version;
  return store_->Commit(done);
}

Result<GraphWriter::Changes> GraphWriter::Gather(
    std::vector<ArticleUpdate> updates) {
  Changes changes;
  for (ArticleUpdate& update : updates) {
    Change& change = changes[update.id];
    change.now = std::move(update.facts);
    if (change.before) continue;
    KG_ASSIGN(change.before, store_->Stored(update.id));
    if (change.before) change.keys_before = KeysOf(change.before->facts);
  }
  return changes;
}

Result<std::set<std::string>> GraphWriter::ApplyDecisions(Changes* changes) {
  const DecisionTable before = *decisions_;
  for (const auto& [id, change] : *changes) {
    if (!decisions_->Names(id)) continue;
    decisions_->Update(id, change.now ? &*change.now : nullptr);
  }
  for (const ArticleId& id : decisions_->Refresh()) {
    if (changes->contains(id)) continue;
    KG_ASSIGN(std::optional<StoredArticle> stored, store_->Stored(id));
    if (!stored) continue;
    Change& change = (*changes)[id];
    for (const LocalEntity& entity : stored->facts.entities) {
      change.keys_before.push_back(before.KeyFor(entity, id));
    }
    change.now = stored->facts;
    change.before = std::move(stored);
  }
  for (auto& [id, change] : *changes) {
    if (change.now) change.keys = KeysOf(*change.now);
  }
  return Difference(before.applied(), decisions_->applied());
}

Status GraphWriter::Commit(std::vector<ArticleUpdate> updates) {
  KG_ASSIGN(Changes changes, Gather(std::move(updates)));
  return Apply(std::move(changes));
}

Status GraphWriter::Apply(Changes changes) {
  std::set<std::string> touched;
  const bool decided = std::any_of(
      changes.begin(), changes.end(),
      [&](const auto& change) { return decisions_->Names(change.first); });
  if (decided) {
    KG_ASSIGN(touched, ApplyDecisions(&changes));
  } else {
    for (auto& [id, change] : changes) {
      if (change.now) change.keys = KeysOf(*change.now);
    }
  }
  return Write(std::move(changes), touched, std::nullopt);
}

Status GraphWriter::Decide(const Decision& decision) {
  KG_ASSIGN(const std::vector<Decision> known, store_->Decisions());
  for (const Decision& other : known) {
    // The store refuses another decision of this number, and has this one.
    if (other.sequence == decision.sequence) {
      return store_->AddDecision(decision);
    }
  }
  const DecisionTable before = *decisions_;
  decisions_->Add(decision);
  Changes changes;
  for (const Decision::LocalName& local : decision.of) {
    KG_ASSIGN(const auto stored, store_->Stored(local.article));
    decisions_->Update(local.article, stored ? &stored->facts : nullptr);
  }
  const std::set<ArticleId> others = decisions_->Refresh();
  for (const ArticleId& id : others) {
    KG_ASSIGN(std::optional<StoredArticle> stored, store_->Stored(id));
    if (!stored) continue;
    Change& change = changes[id];
    for (const LocalEntity& entity : stored->facts.entities) {
      change.keys_before.push_back(before.KeyFor(entity, id));
    }
    change.now = stored->facts;
    change.keys = KeysOf(stored->facts);
    change.before = std::move(stored);
  }
  return Write(std::move(changes),
               Difference(before.applied(), decisions_->applied()), decision);
}

Status GraphWriter::Write(Changes changes, const std::set<std::string>& touched,
                          const std::optional<Decision>& decision) {
  Resolver resolver(tables_, *decisions_, &index_);
  NearCopies copies(&index_, [&](const ArticleId& id) -> Result<Article> {
    const auto changed = changes.find(id);
    if (changed != changes.end() && changed->second.now) {
      return changed->second.now->article;
    }
    return store_->ArticleOf(id);
  });
  const auto work = [&](CommitBatch* batch) -> Status {
    for (const auto& [id, change] : changes) {
      if (!change.before) continue;
      KG_RETURN_IF_ERROR(
          resolver.Remove(change.before->facts, change.keys_before));
      KG_RETURN_IF_ERROR(copies.Remove(change.before->facts.article));
    }
    for (const auto& [id, change] : changes) {
      if (!change.now) continue;
      KG_RETURN_IF_ERROR(resolver.Add(*change.now, change.keys));
      KG_RETURN_IF_ERROR(copies.Add(change.now->article));
    }
    resolver.Touch(touched);
    KG_ASSIGN(Resolution resolution, resolver.Finish());
    KG_ASSIGN(const auto sources, copies.Finish());
    for (const auto& [id, source] : sources) resolution.articles.insert(id);
    for (auto& [id, change] : changes) {
      ArticleChange made{id, std::nullopt, {}, {}};
      if (change.now) {
        KG_ASSIGN(made.entities, resolver.EntitiesOf(change.keys));
        KG_ASSIGN(made.source, copies.SourceOf(id));
        made.facts = std::move(change.now);
      }
      batch->changes.push_back(std::move(made));
    }
    KG_RETURN_IF_ERROR(
        AddElsewhere(resolution.articles, changes, copies, &resolver, batch));
    batch->names = std::move(resolution.names);
    batch->index = index_.changes();
    batch->decision = decision;
    return store_->Commit(*batch);
  };
  CommitBatch batch;
  const Status status = work(&batch);
  index_.Forget();
  return status;
}

Status GraphWriter::AddElsewhere(const std::set<ArticleId>& articles,
                                 const Changes& changes,
                                 const NearCopies& copies, Resolver* resolver,
                                 CommitBatch* batch) {
  for (const ArticleId& id : articles) {
    if (changes.contains(id)) continue;
    KG_ASSIGN(std::optional<StoredArticle> stored, store_->Stored(id));
    if (!stored) {
      return Status::Corrupt("index of names: article " + id.Hex() +
                             " is not stored; kg repair makes it again");
    }
    ArticleChange change{id, std::nullopt, {}, {}};
    KG_ASSIGN(change.entities, resolver->EntitiesOf(KeysOf(stored->facts)));
    KG_ASSIGN(change.source, copies.SourceOf(id));
    if (change.entities == stored->entities &&
        change.source == stored->source) {
      continue;
    }
    change.facts = std::move(stored->facts);
    batch->changes.push_back(std::move(change));
  }
  return Status();
}

}  // namespace kg
