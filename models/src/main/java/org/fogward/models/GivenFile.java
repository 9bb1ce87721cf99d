package org.fogward.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.fogward.models.exchange.ExchangeException;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightsFile;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;

/** A file that a command is given. Whatever is wrong with it, the message begins with its path. */
record GivenFile(Path path) {

    private static final int MAX_BYTES = 1 << 30;

    byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            if (in.read() >= 0) {
                throw new IOException(path + ": is more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": does not exist", e);
        }
    }

    ModelParameters model(byte[] bytes) throws IOException {
        try {
            return ModelFile.decode(bytes);
        } catch (ModelFileException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    WeightsFile weights() throws IOException {
        try {
            return Safetensors.read(read());
        } catch (ExchangeException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }
}
