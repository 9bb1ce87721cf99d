package org.fogward.fuzzing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of this project a class can reach: itself, the classes that its constant pool names, and so on. The digest over them is another
 * as soon as one of them does something else; comments and line numbers do not count. For one thread.
 */
final class Reach {
    private static final Pattern OURS = Pattern.compile("org/fogward/[\\w/$]+");

    private static final ClassFile WITHOUT_DEBUG = ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.StackMapsOption.DROP_STACK_MAPS,
            ClassFile.DeadCodeOption.KEEP_DEAD_CODE);

    private final Function<String, Optional<byte[]>> classFiles;
    private final Map<String, Optional<Compiled>> read = new HashMap<>();

    /**
     * Reads class files when they are asked for.
     *
     * @param classFiles a class file by its class's name with slashes; empty if there is no such class
     */
    Reach(Function<String, Optional<byte[]>> classFiles) {
        this.classFiles = classFiles;
    }

    /** The class files that this class's own loader knows. */
    static Optional<byte[]> onClassPath(String name) {
        try (InputStream in = Reach.class.getResourceAsStream("/" + name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names, with slashes, of the classes that one reaches. */
    Set<String> from(Class<?> start) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(start.getName().replace('.', '/')));
        while (!next.isEmpty()) {
            String name = next.remove();
            compiled(name).ifPresent(compiled -> {
                if (reached.add(name)) {
                    next.addAll(compiled.names());
                }
            });
        }
        return reached;
    }

    /** A digest over the classes that one reaches: 64 hexadecimal digits. */
    String digest(Class<?> start) {
        MessageDigest digest = sha256();
        for (String name : from(start)) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(compiled(name).orElseThrow().digest());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private Optional<Compiled> compiled(String name) {
        Optional<Compiled> known = read.get(name);
        if (known == null) {
            known = classFiles.apply(name).map(Compiled::of);
            read.put(name, known);
        }
        return known;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Compiled(byte[] digest, Set<String> names) {
        static Compiled of(byte[] bytes) {
            ClassModel model = WITHOUT_DEBUG.parse(bytes);
            Set<String> names = new TreeSet<>();
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof Utf8Entry text) {
                    Matcher matcher = OURS.matcher(text.stringValue());
                    while (matcher.find()) {
                        names.add(matcher.group());
                    }
                }
            }
            byte[] plain = WITHOUT_DEBUG.transformClass(
                    model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
            return new Compiled(sha256().digest(plain), names);
        }
    }
}
