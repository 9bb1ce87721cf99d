package org.fogward.fog.round;

import java.util.List;
import java.util.Optional;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.digest.Digest;

/** What a fog node keeps from round to round. */
public final class StepStateFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        Digest digest = Digest.of(new byte[1]);
        ServerState server = new ServerState(new float[] {1, 2}, new float[] {3});
        return List.of(
                StepState.begin(ServerState.none(), 3).encode(),
                new StepState(
                                server,
                                new float[] {4},
                                Optional.of(new StepState.Best(digest, new Validation(3, 4))),
                                Optional.of(new StepState.Twin(digest, digest)),
                                2,
                                7)
                        .encode(),
                server.encode());
    }

    @Override
    public void run(byte[] input) {
        try {
            Promise.same(StepState.decode(input).encode(), input);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            Promise.same(ServerState.decode(input).encode(), input);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
