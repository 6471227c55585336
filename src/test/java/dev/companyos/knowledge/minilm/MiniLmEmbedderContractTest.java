package dev.companyos.knowledge.minilm;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.EmbedderContract;

class MiniLmEmbedderContractTest extends EmbedderContract {
    private final MiniLmEmbedder embedder = new MiniLmEmbedder();

    @Override
    protected Embedder embedder() {
        return embedder;
    }
}
