"""The encoder with its heads. Parameter names are those of docs/model-file.md (see stored_name)."""

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

import text

HIDDEN, LAYERS, HEADS, INTERMEDIATE, VOCABULARY = 384, 6, 12, 1536, 30522
EPSILON, ARC, LABEL = 1e-12, 320, 128
DROPOUT = 0.1
LINEAR_TASKS = ("upos", "xpos", "feats", "lemma", "ner")
WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "ner": 2.0}


class CheapDropout(nn.Module):
    """One long mask drawn once and read at random offsets: drawing is slow on a CPU."""
    mask = None

    def forward(self, x):
        if not self.training:
            return x
        if CheapDropout.mask is None:
            CheapDropout.mask = (torch.rand(1 << 23) >= DROPOUT).float() / (1 - DROPOUT)
        if x.numel() >= CheapDropout.mask.numel():
            return F.dropout(x, DROPOUT)
        start = int(torch.randint(CheapDropout.mask.numel() - x.numel(), ()))
        return x * CheapDropout.mask[start:start + x.numel()].view(x.shape)


def norm():
    return nn.LayerNorm(HIDDEN, eps=EPSILON)


def matrix(*shape):
    return nn.Parameter(torch.zeros(*shape))


class Embeddings(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = nn.Parameter(torch.zeros(VOCABULARY, HIDDEN), requires_grad=False)
        self.position = matrix(text.POSITIONS, HIDDEN)
        self.token_type = matrix(HIDDEN)  # nn.Module has a method `type`; see stored_name
        self.shape = matrix(text.SHAPES, HIDDEN)
        self.norm = norm()
        self.dropout = CheapDropout()

    def forward(self, ids, shapes):
        x = F.embedding(ids, self.word) + F.embedding(shapes, self.shape)
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


class Arc(nn.Module):
    """Scores of every node as head of every other: [batch, dependent, head]."""

    def __init__(self):
        super().__init__()
        self.dependent, self.head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.biaffine, self.bias = matrix(ARC, ARC), matrix(ARC)
        self.dropout = CheapDropout()

    def forward(self, x):
        d = self.dropout(F.relu(self.dependent(x)))
        h = self.dropout(F.relu(self.head(x)))
        return (d @ self.biaffine + self.bias) @ h.transpose(1, 2)


class Label(nn.Module):
    """Label scores of given pairs only: [pairs, labels]."""

    def __init__(self, labels):
        super().__init__()
        self.dependent, self.head = nn.Linear(HIDDEN, LABEL), nn.Linear(HIDDEN, LABEL)
        self.biaffine = matrix(labels, LABEL, LABEL)
        self.dependent_score, self.head_score = matrix(labels, LABEL), matrix(labels, LABEL)
        self.bias = matrix(labels)
        self.dropout = CheapDropout()

    def forward(self, dependents, heads):
        d = self.dropout(F.relu(self.dependent(dependents)))
        h = self.dropout(F.relu(self.head(heads)))
        count = self.biaffine.shape[0]
        flat = self.biaffine.permute(1, 0, 2).reshape(LABEL, count * LABEL)
        product = (d @ flat).view(-1, count, LABEL) @ h[:, :, None]
        return product[:, :, 0] + d @ self.dependent_score.T + h @ self.head_score.T + self.bias


class Model(nn.Module):
    def __init__(self, labels):
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.ModuleDict({t: nn.Linear(HIDDEN, len(labels[t])) for t in LINEAR_TASKS})
        self.parser = nn.ModuleDict({"arc": Arc(), "label": Label(len(labels["deprel"]))})
        self.dropout = CheapDropout()

    def encode(self, batch):
        x = self.embeddings(batch["ids"], batch["shapes"])
        bias = batch["padding"][:, None, None, :].float() * -1e9
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def nodes(self, batch):
        """Last-layer vectors of the words' first pieces and the [SEP]s."""
        x = self.encode(batch)
        index = batch["nodes"][:, :, None].expand(-1, -1, HIDDEN)
        return self.dropout(x.gather(1, index))

    def arcs(self, nodes, batch):
        """Only nodes of the same sentence may be heads, and no node its own."""
        scores = self.parser["arc"](nodes)
        other = batch["group"][:, :, None] != batch["group"][:, None, :]
        self_loop = torch.eye(scores.shape[1], dtype=torch.bool)
        return scores.masked_fill(other | self_loop, -1e9)

    def loss(self, batch):
        """Sum of the tasks' mean losses; unlabelled words have label -1."""
        nodes = self.nodes(batch)
        losses = {}
        for task in LINEAR_TASKS:
            gold = batch[task]
            if (gold >= 0).any():
                known = gold >= 0
                loss = F.cross_entropy(self.heads[task](nodes[known]), gold[known])
                losses[task] = WEIGHTS[task] * loss
        rows, dependents = (batch["heads"] >= 0).nonzero(as_tuple=True)
        if len(rows):
            windows = rows.unique()  # Windows with names only need no arcs.
            part = {"group": batch["group"][windows]}
            arcs = self.arcs(nodes[windows], part)
            gold = batch["heads"][windows]
            losses["arc"] = F.cross_entropy(arcs[gold >= 0], gold[gold >= 0])
            heads = batch["heads"][rows, dependents]
            scores = self.parser["label"](nodes[rows, dependents], nodes[rows, heads])
            losses["label"] = F.cross_entropy(scores, batch["deprel"][rows, dependents])
        return losses


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
        nn.init.xavier_uniform_(model.parser["arc"].biaffine)
        nn.init.normal_(model.parser["label"].biaffine, std=0.02)


def stored_name(name):
    """Name of a parameter in model.safetensors."""
    return name.replace("embeddings.token_type", "embeddings.type")
