package dev.companyos.knowledge;

import java.nio.ByteBuffer;

/** Vectors of length 1: their inner product is the cosine of the angle between them. */
public final class Vectors {
    private Vectors() {}

    public static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) sum += one[i] * other[i];
        return sum;
    }

    /** A vector of zeros stays as it is. */
    public static float[] toLengthOne(float[] vector) {
        double square = 0;
        for (float it : vector) square += it * it;
        if (square == 0) return vector;
        double length = Math.sqrt(square);
        var unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) unit[i] = (float) (vector[i] / length);
        return unit;
    }

    /** Big-endian, four bytes a number. */
    public static byte[] toBytes(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        for (float it : vector) bytes.putFloat(it);
        return bytes.array();
    }

    public static float[] fromBytes(byte[] bytes) {
        var vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }
}
