package org.fogward.models.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What pre-training needs to go on after a stop. The file is replaced as a whole, so there is always a complete one.
 *
 * @param identity stands for the options: a state of other options is of no use
 * @param step the next one
 * @param coolingFrom the step at which the rate began to fall; -1 before that
 * @param bestProbe the best probe so far
 * @param bestStep when that was
 * @param parameters the network's
 * @param velocity the optimiser's
 */
record PretrainingState(
        long identity,
        long step,
        long coolingFrom,
        double bestProbe,
        long bestStep,
        float[] parameters,
        float[] velocity) {

    private static final int MAGIC = 0x46575054;
    private static final int HEADER = 2 * Integer.BYTES + 5 * Long.BYTES;

    void write(Path file) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(HEADER + 2 * Float.BYTES * parameters.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putLong(identity).putLong(step).putLong(coolingFrom);
        out.putDouble(bestProbe).putLong(bestStep).putInt(parameters.length);
        out.asFloatBuffer().put(parameters).put(velocity);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = out.rewind();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a state, if there is one.
     *
     * @throws IOException where the file is none, or one of other options
     */
    static Optional<PretrainingState> read(Path file, long identity, int parameters) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < HEADER || in.getInt() != MAGIC) {
            throw new IOException(file + ": is no checkpoint");
        }
        if (in.getLong() != identity) {
            throw new IOException(file + ": is a checkpoint of other options; name another file or remove it");
        }
        long step = in.getLong();
        long coolingFrom = in.getLong();
        double bestProbe = in.getDouble();
        long bestStep = in.getLong();
        if (in.getInt() != parameters || in.remaining() != 2 * Float.BYTES * parameters) {
            throw new IOException(file + ": does not hold " + parameters + " parameters");
        }
        float[] values = new float[parameters];
        float[] velocity = new float[parameters];
        in.asFloatBuffer().get(values).get(velocity);
        return Optional.of(new PretrainingState(identity, step, coolingFrom, bestProbe, bestStep, values, velocity));
    }
}
