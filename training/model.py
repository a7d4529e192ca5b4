"""The encoder with its heads. Parameter names are those of docs/model-file.md (see stored_name)."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import heads
import text
from heads import CheapDropout, matrix

HIDDEN, LAYERS, HEADS, INTERMEDIATE, VOCABULARY = 384, 6, 12, 1536, 30522
EPSILON = 1e-12
LINEAR_TASKS = ("upos", "xpos", "feats", "lemma", "ner", "entity", "source", "cue", "content",
                "negation")
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "ner": 2.0, "entity": 0.3,
           "source": 1.0, "cue": 2.0, "content": 1.0, "negation": 1.0, "attribution": 4.0,
           "scope": 1.0, "coreference": 2.0, "factuality": 0.3}


def norm():
    return nn.LayerNorm(HIDDEN, eps=EPSILON)


class Embeddings(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = nn.Parameter(torch.zeros(VOCABULARY, HIDDEN), requires_grad=False)
        self.position = matrix(text.POSITIONS, HIDDEN)
        self.token_type = matrix(HIDDEN)  # nn.Module has a method `type`; see stored_name
        self.shape = matrix(text.SHAPES, HIDDEN)
        self.layout = matrix(text.LAYOUTS, HIDDEN)
        self.norm = norm()
        self.dropout = CheapDropout()

    def forward(self, ids, shapes, layouts):
        x = (F.embedding(ids, self.word) + F.embedding(shapes, self.shape)
             + F.embedding(layouts, self.layout))
        return self.dropout(self.norm(x + self.position[:ids.shape[1]] + self.token_type))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.output = nn.Linear(HIDDEN, HIDDEN)
        self.norm = norm()
        self.dropout = CheapDropout()

    def forward(self, x, bias):
        """Plain matrix products: the fused kernel's backward pass is slow on a CPU."""
        b, t, _ = x.shape
        size = HIDDEN // HEADS
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(2, 3) * size ** -0.5 + bias, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, t, HIDDEN)
        return self.norm(x + self.dropout(self.output(mixed)))


class FeedForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.add_module("in", nn.Linear(HIDDEN, INTERMEDIATE))
        self.out = nn.Linear(INTERMEDIATE, HIDDEN)
        self.norm = norm()
        self.dropout = CheapDropout()

    def forward(self, x):
        inner = F.gelu(getattr(self, "in")(x))
        return self.norm(x + self.dropout(self.out(inner)))


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = Attention()
        self.ffn = FeedForward()

    def forward(self, x, bias):
        return self.ffn(self.attention(x, bias))


class Model(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.ModuleDict({t: nn.Linear(HIDDEN, len(labels[t])) for t in LINEAR_TASKS})
        self.parser = nn.ModuleDict({"arc": heads.Arc(HIDDEN),
                                     "label": heads.Label(HIDDEN, len(labels["deprel"]))})
        self.spans = nn.ModuleDict({t: heads.Spans(HIDDEN, len(labels[t]))
                                    for t in ("attribution", "scope")})
        self.coreference = heads.Coreference(HIDDEN)
        self.factuality = heads.Factuality(HIDDEN)
        self.dropout = CheapDropout()
        self.bf16 = False  # Products of the encoder in bfloat16, for training.

    def encode(self, batch):
        x = self.embeddings(batch["ids"], batch["shapes"], batch["layouts"])
        bias = batch["padding"][:, None, None, :].float() * -1e9
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def nodes(self, batch):
        """Last-layer vectors of the words' first pieces and the [SEP]s."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            x = self.encode(batch)
        x = x.float()
        index = batch["nodes"][:, :, None].expand(-1, -1, HIDDEN)
        return self.dropout(x.gather(1, index))

    def arcs(self, nodes, batch):
        """Only nodes of the same sentence may be heads, and no node its own."""
        scores = self.parser["arc"](nodes)
        other = batch["group"][:, :, None] != batch["group"][:, None, :]
        self_loop = torch.eye(scores.shape[1], dtype=torch.bool)
        return scores.masked_fill(other | self_loop, -1e9)

    def loss(self, batch):
        """The tasks' mean losses, weighted; unlabelled words have label -1."""
        nodes = self.nodes(batch)
        losses = self.linear_losses(nodes, batch) | self.parser_losses(nodes, batch)
        for task, head in self.spans.items():
            row, first, last, gold = batch[task]
            if len(row):
                scores = head(nodes, row, first, last)
                losses[task] = F.cross_entropy(scores.transpose(1, 2), gold, ignore_index=-1)
        known = ~torch.isnan(batch["factuality"])
        if known.any():
            losses["factuality"] = F.smooth_l1_loss(self.factuality(nodes[known]),
                                                    batch["factuality"][known])
        coreference = [self.coreference.loss(nodes[row, node], features, cluster)
                       for row, node, features, cluster in batch["coreference"]]
        if coreference:
            losses["coreference"] = sum(coreference) / len(coreference)
        return {task: WEIGHTS.get(task, 1.0) * loss for task, loss in losses.items()}

    def linear_losses(self, nodes, batch):
        losses = {}
        for task in LINEAR_TASKS:
            gold = batch[task]
            known = gold >= 0
            if known.any():
                losses[task] = F.cross_entropy(self.heads[task](nodes[known]), gold[known])
        return losses

    def parser_losses(self, nodes, batch):
        rows, dependents = (batch["heads"] >= 0).nonzero(as_tuple=True)
        if not len(rows):
            return {}
        windows = rows.unique()  # Windows without trees need no arcs.
        arcs = self.arcs(nodes[windows], {"group": batch["group"][windows]})
        gold = batch["heads"][windows]
        of = batch["heads"][rows, dependents]
        scores = self.parser["label"](nodes[rows, dependents], nodes[rows, of])
        return {"arc": F.cross_entropy(arcs[gold >= 0], gold[gold >= 0]),
                "label": F.cross_entropy(scores, batch["deprel"][rows, dependents])}


def initialise(model, encoder_path):
    """Encoder from MiniLM's file, shapes zero, heads random."""
    source = load_file(encoder_path)
    e = model.embeddings
    pairs = [(e.word, "embeddings.word_embeddings.weight"),
             (e.position, "embeddings.position_embeddings.weight"),
             (e.norm.weight, "embeddings.LayerNorm.weight"),
             (e.norm.bias, "embeddings.LayerNorm.bias")]
    with torch.no_grad():
        e.token_type.copy_(source["embeddings.token_type_embeddings.weight"][0])
        for number, layer in enumerate(model.layers):
            base = f"encoder.layer.{number}."
            for kind in ("weight", "bias"):
                parts = [source[f"{base}attention.self.{n}.{kind}"]
                         for n in ("query", "key", "value")]
                getattr(layer.attention.qkv, kind).copy_(torch.cat(parts))
                pairs += [
                    (getattr(layer.attention.output, kind), f"{base}attention.output.dense.{kind}"),
                    (getattr(layer.attention.norm, kind), f"{base}attention.output.LayerNorm.{kind}"),
                    (getattr(getattr(layer.ffn, "in"), kind), f"{base}intermediate.dense.{kind}"),
                    (getattr(layer.ffn.out, kind), f"{base}output.dense.{kind}"),
                    (getattr(layer.ffn.norm, kind), f"{base}output.LayerNorm.{kind}")]
        for target, name in pairs:
            target.copy_(source[name])


def stored_name(name):
    """Name of a parameter in model.safetensors."""
    return name.replace("embeddings.token_type", "embeddings.type")
