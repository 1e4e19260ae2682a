"""LibreOffice accepts and rejects all tracked changes of files: `redlining.py HOME FILE...`.

Beside each file stand then FILE.accept and FILE.reject with a paragraph a line, as LibreOffice has them.
"""
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

home, files = sys.argv[1], sys.argv[2:]
pipe = f"pipe,name=redlining{hash(home) & 0xffffffff};urp;"
office = subprocess.Popen(
    ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--norestore", f"--accept={pipe}"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(60):
    try:
        context = resolver.resolve(f"uno:{pipe}StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(1)
create = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
desktop, dispatcher = create("com.sun.star.frame.Desktop"), create("com.sun.star.frame.DispatchHelper")
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
for file in files:
    for state in ("Accept", "Reject"):
        document = desktop.loadComponentFromURL(f"file://{file}", "_blank", 0, (hidden,))
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, f".uno:{state}AllTrackedChanges", "", 0, ())
        paragraphs = document.Text.createEnumeration()
        with open(f"{file}.{state.lower()}", "w", newline="") as out:
            while paragraphs.hasMoreElements():
                out.write(paragraphs.nextElement().String.replace("\n", "\v") + "\n")
        document.close(True)
try:
    desktop.terminate()
except Exception:
    office.terminate()
office.wait(30)
