using System.Runtime;
using KnowledgeBase.Model;

namespace KnowledgeBase;

/// <summary>Lets the garbage collector rest while an edit is built: what that allocates is mostly held to its end, so that to collect is to copy it a dozen times.</summary>
/// <remarks>If there is need of more room than was foreseen, as where templates were edited and all pages are made, the collector goes on as ever.</remarks>
internal sealed class CollectorRest : IDisposable
{
    // Measured with 2,000 to 23,000 threads.
    private const long Room = 80_000_000, RoomOfFile = 2_200, RoomOfNode = 800;

    /// <summary>Larger sites have their memory bounded; in smaller ones there is little to collect.</summary>
    private const long MostRoom = 512_000_000, LeastRoom = 100_000_000;

    private CollectorRest()
    {
    }

    /// <param name="last">The build that left the pages.</param>
    /// <returns>Null if the collector does not rest.</returns>
    public static CollectorRest? OrNull(RememberedReport last)
    {
        var room = Room + RoomOfFile * last.Files + RoomOfNode * last.Nodes;
        if (room is < LeastRoom or > MostRoom) return null;
        try
        {
            return GC.TryStartNoGCRegion(room) ? new() : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null; // it rests already, for another build of this process; or there is no such room
        }
    }

    public void Dispose()
    {
        try
        {
            if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // Just now there was need of more.
        }
    }
}
