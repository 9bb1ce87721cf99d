package org.fogward.fog.openid;

import com.nimbusds.jose.Payload;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fogward.fog.config.OpenIdConfig;
import org.fogward.fog.people.Role;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** What an organisation says of somebody: the address that they come back by, and the claims of an ID token whose signature was right. */
public final class OpenIdFuzz implements FuzzTarget {
    private static final String BACK = "https://fog.example/sign-in/openid/back?";

    private final State state = new State("s");
    private final OpenIdSignIn signIn = new OpenIdSignIn(
            new OpenIdConfig(
                    URI.create("https://id.example"),
                    "fog",
                    Optional.empty(),
                    "groups",
                    Map.of(Role.VIEWER, Set.of("all"))),
            Clock.systemUTC());

    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "{\"iss\":\"https://id.example\",\"sub\":\"u1\",\"aud\":\"fog\",\"exp\":2000000000,\"iat\":1900000000,"
                        + "\"groups\":[\"all\"],\"preferred_username\":\"ann\"}",
                "{\"iss\":\"https://id.example\",\"sub\":\"u1\",\"aud\":[\"fog\"],\"exp\":2000000000,"
                        + "\"iat\":1900000000,\"groups\":\"all\",\"email\":\"a@b\"}",
                "code=abc&state=s",
                "error=access_denied&state=s",
                "code=abc&state=x&iss=https%3A%2F%2Fid.example",
                "response=a.b.c");
    }

    @Override
    public void run(byte[] input) throws Exception {
        String text = Texts.of(input);
        try {
            Promise.that(
                    !OpenIdSignIn.code(new URI(BACK + text), state).getValue().isEmpty(), "code: empty");
        } catch (OpenIdException e) {
            Promise.explains(e);
        } catch (URISyntaxException e) {
            // The server's own parser refuses such an address before.
        }
        IDTokenClaimsSet claims;
        // As a signed token's content is read.
        Map<String, Object> content = new Payload(text).toJSONObject();
        if (content == null) {
            return;
        }
        try {
            claims = new IDTokenClaimsSet(JWTClaimsSet.parse(content));
        } catch (ParseException | java.text.ParseException e) {
            return;
        }
        try {
            OpenIdPerson person = signIn.person(claims);
            Promise.same(person.role(), Role.VIEWER);
            Promise.that(!person.name().isEmpty(), "name: empty");
        } catch (OpenIdException e) {
            Promise.explains(e);
        }
    }
}
