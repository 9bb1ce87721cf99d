package org.fogward.models;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command makes, and that must not be there before. */
record NewFile(Path path) {

    void write(byte[] bytes) throws IOException {
        try {
            Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(path + ": exists already; name another file or remove it", e);
        }
    }
}
