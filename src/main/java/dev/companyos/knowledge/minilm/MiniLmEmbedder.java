package dev.companyos.knowledge.minilm;

import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Vectors;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;

/** all-MiniLM-L6-v2, quantized. The model is in the jar; it is loaded, in about two seconds, by the first text. */
public final class MiniLmEmbedder implements Embedder {
    /** A class of its own, so that nothing is loaded before it is needed. */
    private static final class Loaded {
        static final EmbeddingModel MODEL = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    private float[] embed(String text) {
        return text.isBlank()
                ? new float[dimensions()]
                : Vectors.toLengthOne(Loaded.MODEL.embed(text).content().vector());
    }

    @Override
    public int dimensions() {
        return 384;
    }
}
