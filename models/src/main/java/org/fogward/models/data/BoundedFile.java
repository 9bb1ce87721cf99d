package org.fogward.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files of a data set: named relative to its folder, never outside of it, and never read beyond a limit. */
final class BoundedFile {

    private BoundedFile() {}

    static byte[] read(Path file, int maxBytes) throws DatasetException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new DatasetException(file, "size", "is more than " + maxBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static DatasetException unreadable(Path file, IOException e) {
        return new DatasetException(
                file,
                "file",
                e instanceof NoSuchFileException ? "does not exist" : "cannot be read: " + e.getMessage());
    }

    /** The last part of the path, also where the path is relative or a root. */
    static String name(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Whether a file of that name lies inside the folder. */
    static boolean inside(Path folder, String name) {
        try {
            Path relative = Path.of(name);
            Path root = folder.toAbsolutePath().normalize();
            Path file = root.resolve(relative).normalize();
            return !relative.isAbsolute() && file.startsWith(root) && !file.equals(root);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
