package dev.companyos.knowledge.memory;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.EmbedderContract;

class HashingEmbedderContractTest extends EmbedderContract {
    private final HashingEmbedder embedder = new HashingEmbedder();

    @Override
    protected Embedder embedder() {
        return embedder;
    }
}
