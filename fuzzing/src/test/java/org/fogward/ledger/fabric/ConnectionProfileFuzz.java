package org.fogward.ledger.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** The profile of a Fabric network, as an operator writes it. */
public final class ConnectionProfileFuzz implements FuzzTarget {
    private final Path folder = Folders.create();

    /** Writes the files that a profile names. */
    public ConnectionProfileFuzz() throws IOException {
        Files.writeString(folder.resolve("c"), "c");
    }

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds("""
                {"channel":"fogward","chaincode":"federation",
                "orderers":[{"address":"localhost:7050","tlsCa":"c","tlsClient":{"certificate":"c","key":"c"}}],
                "organizations":[{"mspId":"NorthMSP",
                "peer":{"address":"[::1]:7051","tlsCa":"c","tlsName":"peer.north.example"},
                "client":{"certificate":"c","key":"c"},
                "admin":{"certificate":"c","key":"c"}}]}""", "{}", "[]");
    }

    @Override
    public void run(byte[] input) {
        try {
            ConnectionProfile profile = ConnectionProfile.parse(Texts.of(input), folder);
            Promise.that(!profile.organizations().isEmpty(), "organizations: none");
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
    }
}
