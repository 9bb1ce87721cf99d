package org.fogward.fog.enrol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.http.ByteRange;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** Headers that this fog node reads itself: user and password, and ranges. */
public final class BasicCredentialsFuzz implements FuzzTarget {
    private static final long LENGTH = 1000;

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "Basic " + Base64.getEncoder().encodeToString("ward-7:ABCD1234".getBytes(StandardCharsets.UTF_8)),
                "basic YQ==",
                "Bearer x",
                "bytes=0-499",
                "bytes=-500",
                "bytes= 900- ",
                "bytes=5-3");
    }

    @Override
    public void run(byte[] input) {
        String header = Texts.of(input);
        Optional<BasicCredentials> credentials = BasicCredentials.parse(header);
        if (credentials.isPresent()) {
            BasicCredentials read = credentials.get();
            String again = "Basic "
                    + Base64.getEncoder()
                            .encodeToString((read.user() + ":" + read.password()).getBytes(StandardCharsets.UTF_8));
            Promise.that(
                    again.length() > 512 || BasicCredentials.parse(again).equals(credentials), "credentials: others");
            Promise.that(
                    read.password().isEmpty()
                            || read.toString().equals(new BasicCredentials(read.user(), "").toString()),
                    "password: in the text");
        }
        if (ByteRange.parse(header, LENGTH) instanceof ByteRange.Part part) {
            Promise.that(part.first() >= 0 && part.first() <= part.last() && part.last() < LENGTH, "range: outside");
        }
    }
}
