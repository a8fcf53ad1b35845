package io.edgevirt.vsphere.translate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command for a Windows guest: a script of PowerShell that never changes but for one Base64 text of data starts the
 * program without a shell and copies what it says into files, byte by byte.
 */
final class WindowsCommand {

    static final String PROGRAM = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";

    /** The data are program, arguments, and two paths; none of them can hold the NUL between them. */
    private static final String BEGIN = "$d=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('";

    private static final String END = "')).Split([char]0);"
            + "try{$i=New-Object Diagnostics.ProcessStartInfo;$i.FileName=$d[0];$i.Arguments=$d[1];"
            + "$i.UseShellExecute=$false;$i.CreateNoWindow=$true;$i.RedirectStandardInput=$true;"
            + "$i.RedirectStandardOutput=$true;$i.RedirectStandardError=$true;"
            + "$p=[Diagnostics.Process]::Start($i)"
            + "}catch{[IO.File]::WriteAllText($d[3],$_.Exception.Message);exit 127}"
            + "$o=[IO.File]::Create($d[2]);$e=[IO.File]::Create($d[3]);"
            + "$a=$p.StandardOutput.BaseStream.CopyToAsync($o);$b=$p.StandardError.BaseStream.CopyToAsync($e);"
            + "$p.StandardInput.Close();$p.WaitForExit();$a.Wait();$b.Wait();$o.Close();$e.Close();exit $p.ExitCode";

    private WindowsCommand() {}

    static String arguments(List<String> command, String output, String error) {
        String arguments = command.stream().skip(1).map(WindowsCommand::quoted).collect(Collectors.joining(" "));
        String data = String.join("\0", command.get(0), arguments, output, error);
        String script = BEGIN + base64(data.getBytes(StandardCharsets.UTF_8)) + END;
        return "-NoLogo -NoProfile -NonInteractive -EncodedCommand "
                + base64(script.getBytes(StandardCharsets.UTF_16LE));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** As programs read their command line apart by CommandLineToArgvW: backslashes count before quotes alone. */
    static String quoted(String word) {
        StringBuilder text = new StringBuilder("\"");
        int slashes = 0;
        for (char c : word.toCharArray()) {
            if (c == '\\') {
                slashes++;
            } else {
                text.append("\\".repeat(c == '"' ? 2 * slashes + 1 : slashes)).append(c);
                slashes = 0;
            }
        }
        return text.append("\\".repeat(2 * slashes)).append('"').toString();
    }
}
