package org.fogward.protocol.link;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

class MosquittoMessageLinkTest extends MessageLinkConformance {
    @BeforeAll
    static void needs_the_program() {
        assumeTrue(
                MosquittoBroker.program().isPresent(),
                "install mosquitto to run this test (Debian: apt-get install mosquitto)");
    }

    @Override
    TestBroker broker(Path directory) throws Exception {
        return new MosquittoBroker(MosquittoBroker.program().orElseThrow(), directory);
    }

    @Override
    MessageLink link(LinkOptions options) {
        return new PahoMessageLink(options);
    }
}
