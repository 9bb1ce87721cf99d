package org.fogward.models;

import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelSpec;

/**
 * What a person wants to know of a model file.
 *
 * @param spec what the model is
 * @param parameters numbers in all
 * @param trained numbers that training changes, without the statistics of normalisation layers
 * @param bytes size of the file
 * @param digest SHA-256 of the file, in hexadecimal
 */
record ModelReport(ModelSpec spec, int parameters, int trained, int bytes, String digest) {

    static ModelReport of(ModelParameters model, byte[] file) {
        ParameterLayout layout = ParameterLayout.of(model.spec());
        return new ModelReport(
                model.spec(), layout.parameters(), layout.trainedParameters(), file.length, sha256(file));
    }

    void print(PrintWriter out) {
        out.println("family:     " + spec.family().text());
        out.println("input:      " + spec.input());
        out.println("features:   " + spec.features());
        out.println("width:      " + spec.width());
        out.println("classes:    " + String.join(", ", spec.classes()));
        out.println("parameters: " + parameters + ", " + trained + " of them trained");
        out.println("bytes:      " + bytes);
        out.println("digest:     " + digest);
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
