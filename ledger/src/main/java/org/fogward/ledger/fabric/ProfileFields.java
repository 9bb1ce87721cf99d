package org.fogward.ledger.fabric;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONArray;
import org.json.JSONObject;

/** An object of a profile; each complaint names the field by its path, as in {@code organizations[0].peer.address}. */
final class ProfileFields {
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final int MOST_CHARACTERS = 4096;

    private final String path;
    private final JSONObject object;
    private final Path folder;

    ProfileFields(String path, JSONObject object, Path folder) {
        this.path = path;
        this.object = object;
        this.folder = folder;
    }

    ProfileFields only(String... names) {
        Set<String> known = Set.of(names);
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                throw wrong(name, "is not a field of a profile");
            }
        }
        return this;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        if (object.opt(name) instanceof String text && !text.isBlank() && text.length() <= MOST_CHARACTERS) {
            return text;
        }
        throw wrong(name, "must be there as a string of 1 to " + MOST_CHARACTERS + " characters");
    }

    String address(String name) {
        Matcher matcher = ADDRESS.matcher(text(name));
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(1));
            if (port >= 1 && port <= 65535) {
                return matcher.group();
            }
        }
        throw wrong(name, "must be host:port");
    }

    Path file(String name) {
        try {
            Path file = folder.resolve(text(name));
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
            throw wrong(name, "names a file that cannot be read: " + file);
        } catch (InvalidPathException e) {
            throw wrong(name, "is not the path of a file");
        }
    }

    ProfileFields object(String name) {
        if (object.opt(name) instanceof JSONObject inner) {
            return new ProfileFields(path + name + ".", inner, folder);
        }
        throw wrong(name, "must be there as an object");
    }

    <T> List<T> list(String name, Function<ProfileFields, T> reader) {
        if (!(object.opt(name) instanceof JSONArray array)) {
            throw wrong(name, "must be there as an array");
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            String element = name + "[" + i + "]";
            if (!(array.get(i) instanceof JSONObject inner)) {
                throw wrong(element, "must be an object");
            }
            read.add(reader.apply(new ProfileFields(path + element + ".", inner, folder)));
        }
        return read;
    }

    private IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException(path + name + " " + what);
    }
}
