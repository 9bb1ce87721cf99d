package org.fogward.protocol.people;

import java.util.Locale;

/** What a new password has to be like: long, and not what anybody would try first (NIST SP 800-63B, section 3.1.1). */
public final class PasswordRule {

    private static final int LEAST = 12;
    private static final int MOST = 256;
    private static final int LEAST_DIFFERENT = 5;

    private PasswordRule() {}

    /**
     * Checks a password that somebody chose.
     *
     * @throws PeopleException saying what is wrong; does not repeat it
     */
    public static void check(PersonName name, String password) throws PeopleException {
        String plain = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST) {
            throw refusal("at least " + LEAST + " characters expected; a few words make a good one");
        }
        if (password.length() > MOST) {
            throw refusal("at most " + MOST + " characters expected");
        }
        if (plain.strip().equals(name.value())
                || plain.replace(name.value(), "").length() < LEAST / 2) {
            throw refusal("it is little more than the name");
        }
        if (plain.codePoints().distinct().count() < LEAST_DIFFERENT) {
            throw refusal("at least " + LEAST_DIFFERENT + " different characters expected");
        }
        if (plain.contains("password") || plain.contains("fogward") || isRun(plain)) {
            throw refusal("it is too easy to guess");
        }
    }

    private static PeopleException refusal(String why) {
        return new PeopleException(PeopleException.Reason.INVALID, "password: " + why);
    }

    /** Such as 123456789012 or abcdefghijkl. */
    private static boolean isRun(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            steps += step == 1 || step == -1 || step == -9 ? 1 : 0;
        }
        return steps >= text.length() - 2;
    }
}
