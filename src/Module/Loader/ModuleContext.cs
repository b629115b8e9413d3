using System.Reflection;
using System.Runtime.Loader;

namespace TikTokBan.Loader;

/// <summary>
/// The module's own load context. The cmdlets, the library and everything they need live here, in the module's versions,
/// whatever other modules of the same process have loaded.
/// </summary>
public sealed class ModuleContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";

    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    private ModuleContext(string folder, string entry)
        : base("TikTokBan " + folder)
    {
        _folder = folder;
        _resolver = new AssemblyDependencyResolver(entry);
    }

    /// <summary>Loads the module's cmdlets. Every runspace of the process gets the same ones.</summary>
    /// <param name="entry">Full path of the assembly with the cmdlets; its dependencies lie beside it.</param>
    /// <returns>The assembly with the cmdlets.</returns>
    /// <exception cref="FileNotFoundException">The assembly isn't there: the module is not installed whole.</exception>
    public static Assembly Open(string entry)
    {
        if (!File.Exists(entry))
            throw new FileNotFoundException($"{entry} is missing: the TikTokBan module is not installed whole; install it again.", entry);
        var folder = Path.GetDirectoryName(Path.GetFullPath(entry))!;

        // Two runspaces may import at once; two contexts would mean every type twice.
        lock (Gate)
        {
            var contexts = All.OfType<ModuleContext>().ToList();
            var context = contexts.Find(open => open._folder == folder)
                ?? contexts.Find(open => open.Holds(AssemblyName.GetAssemblyName(entry)))
                ?? new ModuleContext(folder, entry);
            return context.LoadFromAssemblyPath(Path.Combine(context._folder, Path.GetFileName(entry)));
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        if (_resolver.ResolveAssemblyToPath(assemblyName) is { } path)
            return LoadFromAssemblyPath(path);
        if (IsHosts(assemblyName) || IsTranslation(assemblyName))
            return null;

        // Null would let the default context answer, with whatever version another module put there.
        throw new FileNotFoundException($"{assemblyName.Name} {assemblyName.Version} is missing from {_folder}: the TikTokBan module is not installed whole; install it again.", assemblyName.Name);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    // PowerShell remembers how to set a cmdlet's parameters by the names of type and assembly, so that it can't tell two copies of
    // one version apart: the second copy gets the first one's cmdlets. Another version has a context of its own.
    private bool Holds(AssemblyName entry) => Assemblies.Any(assembly => assembly.FullName == entry.FullName);

    // PowerShell itself, which must be the one that runs us, and the framework, which only exists once.
    private static bool IsHosts(AssemblyName name) =>
        name.Name is "System.Management.Automation" or "netstandard"
        || (name.Name is { } simple && File.Exists(Path.Combine(FrameworkFolder, simple + ".dll")));

    private static bool IsTranslation(AssemblyName name) =>
        name.Name is { } simple && simple.EndsWith(".resources", StringComparison.Ordinal) && name.CultureName is { Length: > 0 };
}
