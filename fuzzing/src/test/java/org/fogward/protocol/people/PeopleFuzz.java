package org.fogward.protocol.people;

import java.util.List;
import org.fogward.fog.people.Role;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** Names, roles and stored hashes of passwords. */
public final class PeopleFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "ann",
                "Ann.O@x",
                "operator",
                Argon2Hash.of("password", new Argon2Cost(8, 1, 1)).text(),
                "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA");
    }

    @Override
    public void run(byte[] input) {
        String text = Texts.of(input);
        try {
            PersonName name = new PersonName(text);
            Promise.same(new PersonName(name.value()), name);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
        try {
            Promise.same(Role.parse(Role.parse(text).word()), Role.parse(text));
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
        }
        try {
            String written = Argon2Hash.parse(text).text();
            Promise.same(Argon2Hash.parse(written).text(), written);
        } catch (IllegalArgumentException e) {
            Promise.explains(e);
            Promise.that(text.length() < 40 || !e.getMessage().contains(text), "hash: repeated");
        }
    }
}
