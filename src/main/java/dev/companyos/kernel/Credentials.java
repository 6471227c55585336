package dev.companyos.kernel;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shapes that only a credential has, whatever stands around it. A general word such as {@code password=} is none. */
public final class Credentials {
    /** @param kind what it is, in words @param pattern matches the credential itself and nothing around it */
    public record Shape(String kind, Pattern pattern) {}

    public static final List<Shape> SHAPES = List.of(
            shape("an Anthropic key", "\\bsk-ant-[A-Za-z0-9_-]{20,}"),
            shape("an OpenAI or OpenRouter key", "\\bsk-(?:proj|or|svcacct|admin)-[A-Za-z0-9_-]{20,}"),
            shape("an OpenAI key", "\\bsk-[A-Za-z0-9]{32,}"),
            shape("a GitHub token", "\\bgh[pousr]_[A-Za-z0-9]{30,}"),
            shape("a GitHub token", "\\bgithub_pat_[A-Za-z0-9_]{40,}"),
            shape("a GitLab token", "\\bglpat-[A-Za-z0-9_-]{20,}"),
            shape("an AWS access key", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
            shape("a Slack token", "\\bxox[abeoprs]-[A-Za-z0-9-]{20,}"),
            shape("a Slack web hook", "https://hooks\\.slack\\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{16,}"),
            shape("a Google key", "\\bAIza[A-Za-z0-9_-]{35}"),
            shape("a Google client secret", "\\bGOCSPX-[A-Za-z0-9_-]{24,}"),
            shape("a Stripe key", "\\b(?:sk|rk)_live_[A-Za-z0-9]{20,}"),
            shape("a Stripe web hook's secret", "\\bwhsec_[A-Za-z0-9+/=]{24,}"),
            shape("an npm token", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            shape("a PyPI token", "\\bpypi-AgE[A-Za-z0-9_-]{50,}"),
            shape("a Resend key", "\\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}\\b"),
            shape("a SendGrid key", "\\bSG\\.[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{40,}"),
            shape("a Hugging Face token", "\\bhf_[A-Za-z0-9]{34,}\\b"),
            shape("a DigitalOcean token", "\\bdo[opr]_v1_[a-f0-9]{64}\\b"),
            shape("a Vercel token", "\\bvc[piark]_[A-Za-z0-9]{24,}\\b"),
            shape("an E2B key", "\\be2b_[a-f0-9]{40}\\b"),
            shape("a Supabase secret key", "\\bsb_secret_[A-Za-z0-9_-]{20,}"),
            shape(
                    "a private key",
                    "-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\\s\\S]{1,10000}?-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----"));

    /** All of {@link #SHAPES} at once. */
    public static final Pattern ANY =
            Pattern.compile(SHAPES.stream().map(it -> it.pattern().pattern()).collect(Collectors.joining("|")));

    private Credentials() {}

    private static Shape shape(String kind, String pattern) {
        return new Shape(kind, Pattern.compile(pattern));
    }
}
