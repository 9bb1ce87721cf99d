package org.fogward.protocol.link;

import java.nio.file.Path;

class ArtemisMessageLinkTest extends MessageLinkConformance {
    @Override
    TestBroker broker(Path directory) throws Exception {
        return new ArtemisBroker(directory);
    }

    @Override
    MessageLink link(LinkOptions options) {
        return new PahoMessageLink(options);
    }
}
