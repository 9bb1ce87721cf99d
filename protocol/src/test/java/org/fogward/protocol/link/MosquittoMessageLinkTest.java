package org.fogward.protocol.link;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

class MosquittoMessageLinkTest extends MessageLinkConformance {
    @Override
    TestBroker broker(Path directory) throws Exception {
        Optional<Path> program = MosquittoBroker.program();
        assumeTrue(program.isPresent(), "install mosquitto to run this test (Debian: apt-get install mosquitto)");
        return new MosquittoBroker(program.get(), directory);
    }

    @Override
    MessageLink link(LinkOptions options) {
        return new PahoMessageLink(options);
    }
}
