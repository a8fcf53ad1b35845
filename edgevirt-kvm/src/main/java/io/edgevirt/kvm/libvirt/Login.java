package io.edgevirt.kvm.libvirt;

import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passes libvirt's questions to {@link Credentials} while a connection is opened. Must be kept reachable until
 * the opening is over.
 */
final class Login {

    private static final int USERNAME = 1;
    private static final int AUTHNAME = 2;
    private static final int PASSPHRASE = 5;
    private static final int ECHO_PROMPT = 6;
    private static final int NO_ECHO_PROMPT = 7;
    private static final int[] KNOWN = {USERNAME, AUTHNAME, PASSPHRASE, ECHO_PROMPT, NO_ECHO_PROMPT};

    /** {@code struct _virConnectCredential}: type, three strings at 8, the answer at 32, its length at 40. */
    private static final int CREDENTIAL = 48;

    private final Credentials credentials;
    private final Memory types = new Memory(KNOWN.length * 4L);
    private final Memory auth = Handles.cleared(32);
    private final ConnectFunctions.AuthCallback callback = this::ask;

    Login(Credentials credentials) {
        this.credentials = credentials;
        types.write(0, KNOWN, 0, KNOWN.length);
        auth.setPointer(0, types);
        auth.setInt(8, KNOWN.length);
        auth.setPointer(16, CallbackReference.getFunctionPointer(callback));
    }

    /** A {@code struct _virConnectAuth}: types, their number at 8, callback at 16, its data at 24. */
    Pointer auth() {
        return auth;
    }

    int ask(Pointer questions, int count, @Nullable Pointer data) {
        try {
            for (int i = 0; i < count; i++) {
                if (!answered(questions.share((long) i * CREDENTIAL, CREDENTIAL))) {
                    return -1;
                }
            }
            return 0;
        } catch (RuntimeException e) {
            return -1; // libvirt then fails the opening as not authenticated; nothing must unwind through C
        }
    }

    private boolean answered(Pointer question) {
        int type = question.getInt(0);
        Credentials.Question kind =
                type == PASSPHRASE || type == NO_ECHO_PROMPT ? Credentials.Question.SECRET : Credentials.Question.USER;
        Optional<char[]> answer = credentials.answer(kind, NativeText.copy(question.getPointer(8)));
        if (answer.isEmpty()) {
            return false;
        }
        byte[] bytes = NativeText.encoded(answer.get());
        Arrays.fill(answer.get(), '\0');
        Pointer result = new Pointer(Native.malloc(bytes.length + 1L)); // libvirt frees it
        result.write(0, bytes, 0, bytes.length);
        result.setByte(bytes.length, (byte) 0);
        Arrays.fill(bytes, (byte) 0);
        question.setPointer(32, result);
        question.setInt(40, bytes.length);
        return true;
    }
}
